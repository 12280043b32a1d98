import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { newSecret, Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import type { Client } from '../model/client.js';
import type { ClientMetadata } from '../requests/client-metadata.js';
import { ClientSettings } from './client.settings.js';
import { describedClient } from './described-client.js';
import { RegistrableGrants } from './registrable-grants.js';
import { registrationRules } from './registration-rules/index.js';

/** A client that was made, and its secret, which is told once and never kept. */
export interface MadeClient {
  readonly client: Client;
  readonly secret?: string;
}

/** Makes clients of what they say of themselves (RFC 7591 §2). */
@Injectable()
export class ClientFactory {
  constructor(
    @Inject(ClientSettings) private readonly settings: ClientSettings,
    @Inject(RegistrableGrants) private readonly registrableGrants: readonly string[],
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /**
   * A new client: its id and its secret are the server's to choose.
   * @throws OAuthError for what no client may be
   */
  create(metadata: ClientMetadata): MadeClient {
    const client = this.describe(metadata, `mcpc_${this.randomness.identifier()}`);
    if (!client.authenticationMethod.startsWith('client_secret')) return { client };
    const secret = `mcpcs_${newSecret(this.randomness)}`;
    return { client: { ...client, secrets: [{ digest: digestOf(secret) }] }, secret };
  }

  /**
   * The same client, as it describes itself now.
   * @throws OAuthError for what no client may be
   */
  redescribe(metadata: ClientMetadata, { clientId, secrets }: Client): Client {
    return { ...this.describe(metadata, clientId), secrets };
  }

  private describe(metadata: ClientMetadata, clientId: string): Client {
    const client = describedClient(metadata, {
      clientId,
      origin: 'registered',
      authenticationMethod: metadata.authenticationMethod ?? 'client_secret_basic',
      registrableGrants: this.registrableGrants,
    });
    for (const check of registrationRules) check({ metadata, client });
    // Keys that could not be fetched would be a surprise of later.
    const isOutOfReach = metadata.jwksUri !== undefined && this.settings.metadataDocuments === 'off';
    if (isOutOfReach) throw new OAuthError('client_metadata_unusable', { member: 'jwks_uri' });
    return client;
  }
}
