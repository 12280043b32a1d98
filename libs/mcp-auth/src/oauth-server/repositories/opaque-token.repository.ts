import type { OpaqueToken } from '../model/opaque-token.js';

/** Port: access tokens that are looked up. */
export abstract class OpaqueTokenRepository {
  abstract store(token: OpaqueToken): Promise<void>;

  /** One lookup. @returns undefined also where its grant was ended, or is forgotten */
  abstract find(digest: string): Promise<OpaqueToken | undefined>;

  abstract remove(digest: string): Promise<void>;

  /** @returns how many expired ones were removed, at most `limit` */
  abstract purgeExpired(nowMs: number, limit: number): Promise<number>;
}
