import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { jsonReply, type HttpReply } from '../../http/http-reply.js';
import { ClientAuthenticator } from '../clients/client-authenticator.js';
import { confidentialityOf } from '../model/client.js';
import { readClientCredentials } from '../requests/client-credentials.js';
import { Parameters } from '../requests/parameters.js';
import { readTokenParameter } from '../requests/token-parameter.js';
import { IntrospectionJwt, introspectionJwtType } from '../tokens/introspection-jwt.js';
import { TokenIntrospection } from '../tokens/token-introspection.js';
import { OAuthEndpoint, type EndpointRequest } from './oauth-endpoint.js';

/** Introspection (RFC 7662), with a signed answer for who wants one, where that is switched on (RFC 9701). */
@Injectable()
export class IntrospectionEndpoint extends OAuthEndpoint {
  constructor(
    @Inject(ClientAuthenticator) private readonly authenticator: ClientAuthenticator,
    @Inject(TokenIntrospection) private readonly introspection: TokenIntrospection,
    @Inject(IntrospectionJwt) private readonly jwt: IntrospectionJwt,
  ) {
    super();
  }

  async answer({ raw, body, authorization }: EndpointRequest): Promise<HttpReply> {
    const parameters = Parameters.parse(body);
    const client = await this.authenticator.authenticate(readClientCredentials(parameters, authorization));
    const { clientId } = client;
    // Whoever has a name and nothing else could try out tokens here (RFC 7662 §4).
    if (confidentialityOf(client) === 'public') throw new OAuthError('introspection_not_allowed', { clientId });
    const introspection = await this.introspection.of(readTokenParameter(parameters), client);
    if (!this.jwt.isWanted(raw.headers.accept)) return jsonReply(200, introspection);
    const headers = { 'content-type': introspectionJwtType, 'cache-control': 'no-store' };
    return { status: 200, headers, body: await this.jwt.sign(introspection, clientId) };
  }
}
