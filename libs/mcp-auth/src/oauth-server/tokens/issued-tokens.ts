/** What a grant brings (RFC 6749 §5.1). */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly scopes: readonly string[];
  readonly refreshToken?: string | undefined;
  /** Whom it is for, where, and by which grant: for the audit trail. */
  readonly subject: string;
  readonly resource: string;
  readonly grantId?: string | undefined;
}
