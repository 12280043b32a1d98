import type { Consent } from '../model/consent.js';

/** Port: what people have agreed to. */
export abstract class ConsentRepository {
  /** Remembers a consent; scopes that were agreed to before for the same resource are kept. */
  abstract remember(consent: Consent): Promise<void>;

  /** Forgets single scopes of a consent. */
  abstract withdraw(consent: Omit<Consent, 'grantedAtMs'>): Promise<void>;

  abstract find(subject: string, clientId: string, resource: string): Promise<Consent | undefined>;

  /** All that a person agreed to, one per client and resource. */
  abstract listOf(subject: string): Promise<readonly Consent[]>;

  /** Forgets all that a person agreed to for a client. */
  abstract forget(subject: string, clientId: string): Promise<void>;

  /** Forgets all that a person agreed to. */
  abstract forgetAllOf(subject: string): Promise<void>;
}
