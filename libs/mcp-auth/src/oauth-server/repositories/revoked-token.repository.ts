/** Port: access tokens that say who they are for themselves, and were revoked before they expired (RFC 7009). */
export abstract class RevokedTokenRepository {
  /** @param tokenId `jti` of the token */
  abstract revoke(tokenId: string, expiresAtMs: number): Promise<void>;

  abstract isRevoked(tokenId: string): Promise<boolean>;

  /** @returns how many expired ones were removed, at most `limit` */
  abstract purgeExpired(nowMs: number, limit: number): Promise<number>;
}
