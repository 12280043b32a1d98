import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { ClientLookup } from '../clients/client-lookup.js';
import type { Client } from '../model/client.js';
import type { SentAuthorizationRequest } from '../requests/authorization.request.js';
import { checkRedirectUri } from './checks/redirect-uri.check.js';

/** Who asks, and where the answer may go: what has to be known before a client is told anything. */
export interface TrustedRedirect {
  readonly client: Client;
  readonly redirectUri: string;
}

/** Finds the client of a request and judges its redirect URI (OAuth 2.1 §4.1.2.1). */
@Injectable()
export class ClientOfRequest {
  constructor(@Inject(ClientLookup) private readonly clients: ClientLookup) {}

  /** @throws OAuthError, to be told to the person and not to the client */
  async find(sent: SentAuthorizationRequest): Promise<TrustedRedirect> {
    const parameter = sent.repeated.find((name) => name === 'client_id' || name === 'redirect_uri');
    if (parameter !== undefined) throw new OAuthError('parameter_repeated', { parameter });
    if (sent.clientId === undefined) throw new OAuthError('parameter_missing', { parameter: 'client_id' });
    const client = await this.clients.find(sent.clientId);
    return { client, redirectUri: checkRedirectUri(sent, client) };
  }
}
