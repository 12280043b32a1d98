/**
 * Who is calling, the same at every level. Identity is the pair (`issuer`, `subject`), never a subject alone:
 * two issuers may use the same subject for different people (OpenID Connect Core §5.7).
 */
export interface Principal {
  /** `sub` of the token. */
  readonly subject: string;
  /** `iss` of the token. */
  readonly issuer: string;
  /** The OAuth client that holds the token (`client_id` or `azp`), when the token says so. */
  readonly clientId: string | undefined;
  /** Granted scopes, without repetition, in the token's order. */
  readonly scopes: readonly string[];
  /** Roles that the issuer gave to the subject, where it knows roles. */
  readonly roles: readonly string[];
  /** Everything that the token was issued for (`aud`). */
  readonly audience: readonly string[];
  /** Seconds since the epoch; the token is worthless from this second on. */
  readonly expiresAt: number;
  /** The verified claims as the issuer wrote them. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** The tenant inside the issuer, where the issuer has tenants. */
  readonly tenant: string | undefined;
  /** Who acts for the subject: delegation chain, outermost first (RFC 8693 §4.1). */
  readonly actor: readonly Actor[];
}

/** One link of a delegation chain (`act`, RFC 8693 §4.1). */
export interface Actor {
  readonly subject: string;
  readonly issuer: string | undefined;
}

/** Whether both are the same person at the same issuer. */
export function sameIdentity(a: Principal, b: Principal): boolean {
  return a.issuer === b.issuer && a.subject === b.subject;
}
