/** Port: assertions that were used, so that none is used twice (RFC 7523 §3, `jti`). */
export abstract class AssertionUseRepository {
  /**
   * @param digest of who made the assertion and its `jti`
   * @returns whether this was its first use
   */
  abstract useOnce(digest: string, expiresAtMs: number): Promise<boolean>;

  /** @returns how many expired ones were removed, at most `limit` */
  abstract purgeExpired(nowMs: number, limit: number): Promise<number>;
}
