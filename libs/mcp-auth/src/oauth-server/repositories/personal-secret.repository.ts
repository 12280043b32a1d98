import type { PersonalSecretPurpose, PersonalSecret } from '../model/personal-secret.js';

/** Port: secrets that belong to one person. */
export abstract class PersonalSecretRepository {
  abstract store(secrets: readonly PersonalSecret[]): Promise<void>;

  abstract find(digest: string): Promise<PersonalSecret | undefined>;

  /** @returns whether this caller spent it; false where it is spent, expired or unknown */
  abstract spendOnce(digest: string, nowMs: number): Promise<boolean>;

  abstract countOf(subject: string, purpose: PersonalSecretPurpose): Promise<number>;

  /** Forgets the secrets of a person, of one purpose or of all. */
  abstract forgetAllOf(subject: string, purpose?: PersonalSecretPurpose): Promise<void>;

  /** @returns how many expired ones were removed, at most `limit` */
  abstract purgeExpired(nowMs: number, limit: number): Promise<number>;
}
