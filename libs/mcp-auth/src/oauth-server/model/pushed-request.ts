/** Parameters of an authorization request that a client has deposited (RFC 9126 §2). */
export interface PushedRequest {
  /** SHA-256 of its `request_uri`, lower-case hex. */
  readonly digest: string;
  readonly clientId: string;
  /** As they were sent, form-encoded. */
  readonly parameters: string;
  readonly expiresAtMs: number;
}
