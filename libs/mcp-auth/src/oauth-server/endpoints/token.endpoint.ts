import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { jsonReply, type HttpReply } from '../../http/http-reply.js';
import { ClientAuthenticator } from '../clients/client-authenticator.js';
import { ClientUse } from '../clients/client-use.js';
import type { Grant } from '../grants/grant.js';
import { readClientCredentials } from '../requests/client-credentials.js';
import { Parameters } from '../requests/parameters.js';
import { readTokenRequest } from '../requests/token.request.js';
import type { IssuedTokens } from '../tokens/issued-tokens.js';
import { OAuthEndpoint, type EndpointRequest } from './oauth-endpoint.js';

/** Injection token of the list of all grants. */
export const Grants = Symbol('Grants');

/** The token endpoint (OAuth 2.1 §3.2). */
@Injectable()
export class TokenEndpoint extends OAuthEndpoint {
  constructor(
    @Inject(Grants) private readonly grants: readonly Grant[],
    @Inject(ClientAuthenticator) private readonly authenticator: ClientAuthenticator,
    @Inject(ClientUse) private readonly clientUse: ClientUse,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {
    super();
  }

  async answer({ body, authorization, origin }: EndpointRequest): Promise<HttpReply> {
    const parameters = Parameters.parse(body);
    const request = readTokenRequest(parameters, origin);
    const { grantType } = request;
    const grant = this.grants.find((one) => one.grantType === grantType);
    if (grant === undefined) throw new OAuthError('grant_type_not_supported', { grantType: grantType.slice(0, 256) });
    const client = await this.authenticator.authenticate(readClientCredentials(parameters, authorization));
    const { clientId } = client;
    if (!client.grantTypes.includes(grantType))
      throw new OAuthError('grant_type_not_registered', { clientId, grantType });
    const issued = await grant.redeem(request, client);
    await this.clientUse.note(client);
    const { subject, scopes, resource, grantId } = issued;
    const grantName = grantId === undefined ? {} : { grantId };
    this.auditTrail.record('tokens_issued', {
      ...origin,
      resource,
      clientId,
      subject,
      grantType,
      scopes,
      ...grantName,
    });
    return jsonReply(200, rendered(issued));
  }
}

/** RFC 6749 §5.1. A member without a value is left out: some clients read `null` as 0. */
function rendered({ accessToken, expiresInSeconds, scopes, refreshToken }: IssuedTokens) {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: expiresInSeconds,
    scope: scopes.join(' '),
    refresh_token: refreshToken,
  };
}
