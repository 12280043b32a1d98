import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { ServedResources } from '../../core/served-resources.js';
import { Users } from '../login/users.js';
import type { TokenFamily } from '../model/token-family.js';
import type { TokenRequest } from '../requests/token.request.js';
import { AccessTokenIssuer } from '../tokens/access-token.issuer.js';
import type { IssuedTokens } from '../tokens/issued-tokens.js';
import { narrowedAccess } from './granted-access.js';

/** Makes access tokens of a family, for as long as its person is known and its resource is served. */
@Injectable()
export class FamilyAccess {
  constructor(
    @Inject(ServedResources) private readonly resources: ServedResources,
    @Inject(Users) private readonly users: Users,
    @Inject(AccessTokenIssuer) private readonly accessTokens: AccessTokenIssuer,
  ) {}

  /** @throws OAuthError where the request asks for more than was granted, or the person is gone */
  async issue(family: TokenFamily, request: TokenRequest): Promise<IssuedTokens> {
    const { resource, scopes } = narrowedAccess(request, family, this.resources.list());
    const { id: grantId, subject, clientId } = family;
    const user = await this.users.find(subject);
    if (user === undefined) throw new OAuthError('user_gone', { subject });
    const content = { subject, clientId, scopes, resource, roles: user.roles ?? [], claims: user.claims, family };
    const { text, expiresInSeconds } = await this.accessTokens.issue(content);
    return { accessToken: text, expiresInSeconds, scopes, subject, resource, grantId };
  }
}
