import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { unionOfScopes } from '../../core/scopes.js';
import { ServedResources } from '../../core/served-resources.js';
import { Users } from '../login/users.js';
import { confidentialityOf, type Client } from '../model/client.js';
import type { TokenRequest } from '../requests/token.request.js';
import { AccessTokenIssuer } from '../tokens/access-token.issuer.js';
import type { IssuedTokens } from '../tokens/issued-tokens.js';
import { Grant } from './grant.js';
import { narrowedAccess } from './granted-access.js';

/** A client that acts for itself (OAuth 2.1 §4.2, MCP extension "OAuth client credentials"). There is no refresh token. */
@Injectable()
export class ClientCredentialsGrant extends Grant {
  readonly grantType = 'client_credentials';
  readonly registrableBy = 'operator';

  constructor(
    @Inject(ServedResources) private readonly resources: ServedResources,
    @Inject(Users) private readonly users: Users,
    @Inject(AccessTokenIssuer) private readonly accessTokens: AccessTokenIssuer,
  ) {
    super();
  }

  async redeem(request: TokenRequest, client: Client): Promise<IssuedTokens> {
    const { clientId } = client;
    if (confidentialityOf(client) === 'public') throw new OAuthError('grant_type_not_registered', { clientId });
    // The subject of a machine must never be that of a person (OAuth 2.1 §9.1).
    if ((await this.users.find(clientId)) !== undefined)
      throw new OAuthError('grant_type_not_registered', { clientId });
    const { resource, scopes } = this.accessOf(request, client);
    const content = { subject: clientId, clientId, scopes, resource, roles: [] };
    const { text, expiresInSeconds } = await this.accessTokens.issue(content);
    return { accessToken: text, expiresInSeconds, scopes, subject: clientId, resource };
  }

  private accessOf(request: TokenRequest, { scopes: allowed }: Client) {
    const served = this.resources.list();
    const known = unionOfScopes(...served.map(({ scopes }) => scopes));
    // Unknown scopes are dropped; who names none gets all that the operator allowed.
    const asked = request.scopes?.filter((scope) => known.includes(scope));
    const granted = {
      scopes: allowed ?? unionOfScopes(...served.map(({ offered }) => offered)),
      resources: served.map(({ identifier }) => identifier),
    };
    return narrowedAccess({ ...request, scopes: asked?.length === 0 ? undefined : asked }, granted, served);
  }
}
