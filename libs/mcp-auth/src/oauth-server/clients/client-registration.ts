import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { newSecret, Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import { confidentialityOf, type Client } from '../model/client.js';
import { Store } from '../repositories/store.js';
import type { ClientMetadata } from '../requests/client-metadata.js';
import { ClientFactory, type MadeClient } from './client-factory.js';
import { ClientSettings, type InitialAccessToken } from './client.settings.js';
import { InitialAccess } from './initial-access.js';

/** The same registration within this time is a client that lost the answer, or an editor with several windows. */
const repeatableMs = 10 * 60_000;

/** A client that is registered, and what is told of it only once. */
export interface RegisteredClient extends MadeClient {
  readonly registeredAtMs: number;
  /** Manages the registration (RFC 7592). */
  readonly managementToken?: string;
}

/** Registers clients at their own wish (RFC 7591). */
@Injectable()
export class ClientRegistration {
  constructor(
    @Inject(ClientSettings) private readonly settings: ClientSettings,
    @Inject(ClientFactory) private readonly factory: ClientFactory,
    @Inject(InitialAccess) private readonly initialAccess: InitialAccess,
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /**
   * Registers a client; one that has no secret and says the same again gets the id that it has, and nothing else.
   * @param initialAccess the token that gave leave to it, where one was needed
   * @throws OAuthError for what no client may be, and where there are too many already
   */
  async register(metadata: ClientMetadata, initialAccess: InitialAccessToken | undefined): Promise<RegisteredClient> {
    const made = this.factory.create(metadata);
    await this.checkRoom();
    await this.initialAccess.spend(initialAccess);
    const registeredAtMs = this.clock.nowMs();
    const managementToken = this.newManagementToken();
    const managementDigest = managementToken && digestOf(managementToken);
    const registration = {
      client: made.client,
      registeredAtMs,
      managementDigest,
      // Who has a token for it can change a client; nobody else may be given the same one.
      fingerprint: managementToken === undefined ? fingerprintOf(made.client) : undefined,
    };
    const outcome = await this.store.clients.register(registration, registeredAtMs - repeatableMs);
    if (outcome.outcome === 'repeated') return { client: outcome.client, registeredAtMs };
    return { ...made, registeredAtMs, ...(managementToken !== undefined && { managementToken }) };
  }

  private newManagementToken(): string | undefined {
    return this.settings.registration.management === 'on' ? `mcprat_${newSecret(this.randomness)}` : undefined;
  }

  private async checkRoom(): Promise<void> {
    const { maxUnused } = this.settings.registration;
    if ((await this.store.clients.countUnused()) >= maxUnused) throw new OAuthError('registrations_full');
  }
}

/** By what a repetition is known. Who has a secret is a client of its own each time: the secret is not told twice. */
function fingerprintOf(client: Client): string | undefined {
  if (confidentialityOf(client) === 'confidential') return undefined;
  return digestOf(JSON.stringify({ ...client, clientId: undefined }));
}
