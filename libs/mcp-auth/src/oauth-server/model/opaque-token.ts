/** An access token that says nothing by itself; who it is for stands here. */
export interface OpaqueToken {
  /** SHA-256, lower-case hex. */
  readonly digest: string;
  /** The family that it belongs to; absent for a client that acts for itself. */
  readonly familyId?: string | undefined;
  /** What an access token of RFC 9068 would say, as JSON. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly expiresAtMs: number;
}
