import type { BrowserSession } from '../model/browser-session.js';

/** Port: who is logged in where. */
export abstract class BrowserSessionRepository {
  abstract begin(session: BrowserSession): Promise<void>;

  abstract find(digest: string): Promise<BrowserSession | undefined>;

  /** Sessions of a person, ended by nobody yet; some may have expired. */
  abstract listOf(subject: string): Promise<readonly BrowserSession[]>;

  /** Notes that a session was used, so that it does not become idle. */
  abstract touch(session: Pick<BrowserSession, 'digest' | 'lastSeenAtMs' | 'idleExpiresAtMs'>): Promise<void>;

  /** @returns whether there was one of that person */
  abstract end(digest: string, subject: string): Promise<boolean>;

  /** Ends all sessions of a person, save for the one with this digest. @returns how many */
  abstract endAllOf(subject: string, exceptDigest?: string): Promise<number>;

  /** @returns how many expired ones were removed, at most `limit` */
  abstract purgeExpired(nowMs: number, limit: number): Promise<number>;
}
