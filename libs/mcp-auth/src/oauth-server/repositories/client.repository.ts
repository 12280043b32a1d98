import type { Client } from '../model/client.js';
import type { Registration } from '../model/registration.js';

/** What may become of a registration. */
export type RegistrationOutcome =
  | { readonly outcome: 'registered' }
  /** The same was registered a moment ago, as this client. */
  | { readonly outcome: 'repeated'; readonly client: Client };

/** Port: clients that are stored. */
export abstract class ClientRepository {
  abstract find(clientId: string): Promise<Client | undefined>;

  /** Stores a client of the operator's, or puts it in the place of the one with its id. */
  abstract save(client: Client, nowMs: number): Promise<void>;

  /** Every client that is stored, by its id. */
  abstract list(): Promise<readonly Client[]>;

  /** Switches a client on or off, whatever else is changed of it meanwhile. @returns whether there is one */
  abstract setStatus(clientId: string, status: Client['status']): Promise<boolean>;

  /** @returns whether there was one */
  abstract remove(clientId: string): Promise<boolean>;

  /**
   * Stores a client that registers itself. Of registrations with one fingerprint in one time slot, in whatever process, one is
   * stored and the others are told of it.
   * @param repeatableSinceMs registrations from this moment on count as the same
   */
  abstract register(registration: Registration, repeatableSinceMs: number): Promise<RegistrationOutcome>;

  /** The registration of a client that registered itself. */
  abstract findRegistration(clientId: string): Promise<Registration | undefined>;

  /** Puts new metadata in the place of what a client registered, of which nothing is a repetition any more. @returns whether there was a registration */
  abstract replaceRegistered(client: Client): Promise<boolean>;

  /** Notes that a registered client got tokens, so that it is no longer reaped. */
  abstract markUsed(clientId: string, nowMs: number): Promise<void>;

  /** Registrations that were never used. */
  abstract countUnused(): Promise<number>;

  /** Removes registrations from before a moment that were never used. @returns how many, at most `limit` */
  abstract purgeUnused(registeredBeforeMs: number, limit: number): Promise<number>;
}
