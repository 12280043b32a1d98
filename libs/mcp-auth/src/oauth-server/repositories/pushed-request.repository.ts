import type { PushedRequest } from '../model/pushed-request.js';

/** Port: deposited authorization requests (RFC 9126). */
export abstract class PushedRequestRepository {
  abstract store(request: PushedRequest): Promise<void>;

  abstract find(digest: string): Promise<PushedRequest | undefined>;

  /** @returns whether this caller spent it; false where it is spent, expired or unknown */
  abstract spendOnce(digest: string, nowMs: number): Promise<boolean>;

  /** @returns how many expired ones were removed, at most `limit` */
  abstract purgeExpired(nowMs: number, limit: number): Promise<number>;
}
