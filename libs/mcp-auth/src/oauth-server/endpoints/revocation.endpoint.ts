import { Inject, Injectable } from '@nestjs/common';
import type { HttpReply } from '../../http/http-reply.js';
import { ClientAuthenticator } from '../clients/client-authenticator.js';
import { readClientCredentials } from '../requests/client-credentials.js';
import { Parameters } from '../requests/parameters.js';
import { readTokenParameter } from '../requests/token-parameter.js';
import { TokenRevocation } from '../tokens/token-revocation.js';
import { OAuthEndpoint, type EndpointRequest } from './oauth-endpoint.js';

/** Revocation (RFC 7009). The answer is the same whether there was anything to end. */
@Injectable()
export class RevocationEndpoint extends OAuthEndpoint {
  constructor(
    @Inject(ClientAuthenticator) private readonly authenticator: ClientAuthenticator,
    @Inject(TokenRevocation) private readonly revocation: TokenRevocation,
  ) {
    super();
  }

  async answer({ body, authorization, origin }: EndpointRequest): Promise<HttpReply> {
    const parameters = Parameters.parse(body);
    const client = await this.authenticator.authenticate(readClientCredentials(parameters, authorization));
    await this.revocation.revoke(readTokenParameter(parameters), client, origin);
    return { status: 200, headers: { 'cache-control': 'no-store' }, body: '' };
  }
}
