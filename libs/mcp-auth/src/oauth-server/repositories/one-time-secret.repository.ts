import type { OneTimePurpose, OneTimeSecret } from '../model/one-time-secret.js';

/** Port: secrets that do one thing once. */
export abstract class OneTimeSecretRepository {
  abstract store(secrets: readonly OneTimeSecret[]): Promise<void>;

  abstract find(digest: string): Promise<OneTimeSecret | undefined>;

  /** @returns whether this caller spent it; false where it is spent, expired or unknown */
  abstract spendOnce(digest: string, nowMs: number): Promise<boolean>;

  abstract countOf(subject: string, purpose: OneTimePurpose): Promise<number>;

  /** Forgets the secrets of a person, of one purpose or of all. */
  abstract forgetAllOf(subject: string, purpose?: OneTimePurpose): Promise<void>;

  /** @returns how many expired ones were removed, at most `limit` */
  abstract purgeExpired(nowMs: number, limit: number): Promise<number>;
}
