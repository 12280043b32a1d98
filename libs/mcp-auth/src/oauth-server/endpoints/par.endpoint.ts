import { Inject, Injectable } from '@nestjs/common';
import { jsonReply, type HttpReply } from '../../http/http-reply.js';
import { PushedRequests } from '../authorize/pushed-requests.js';
import { ClientAuthenticator } from '../clients/client-authenticator.js';
import { readClientCredentials } from '../requests/client-credentials.js';
import { Parameters } from '../requests/parameters.js';
import { OAuthEndpoint, type EndpointRequest } from './oauth-endpoint.js';

/** Pushed authorization requests (RFC 9126). */
@Injectable()
export class ParEndpoint extends OAuthEndpoint {
  constructor(
    @Inject(ClientAuthenticator) private readonly authenticator: ClientAuthenticator,
    @Inject(PushedRequests) private readonly pushedRequests: PushedRequests,
  ) {
    super();
  }

  async answer({ body, authorization }: EndpointRequest): Promise<HttpReply> {
    const credentials = readClientCredentials(Parameters.parse(body), authorization);
    const client = await this.authenticator.authenticate(credentials);
    const { requestUri, expiresInSeconds } = await this.pushedRequests.deposit(body, client);
    return jsonReply(201, { request_uri: requestUri, expires_in: expiresInSeconds });
  }
}
