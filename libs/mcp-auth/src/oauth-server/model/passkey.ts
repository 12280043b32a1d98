/** A WebAuthn credential of a person. Times are milliseconds since the epoch. */
export interface Passkey {
  /** As the authenticator made it, in base64url. */
  readonly credentialId: string;
  readonly subject: string;
  /** COSE key, in base64url. */
  readonly publicKey: string;
  /** Signatures that the authenticator has counted; many always say 0. */
  readonly signatures: number;
  /** For its owner. */
  readonly label: string;
  readonly createdAtMs: number;
  readonly lastUsedAtMs?: number | undefined;
}
