import { defineAuth, type AuthKind, type PagePart } from '../composition/auth-kind.js';
import type { OAuthServerOptions } from './oauth-server.options.js';
import { authorizationServerParts } from './oauth-server.providers.js';
import type { OAuthServerSettings } from './oauth-server.settings.js';
import { createOwnVerifier } from './own-verifier.js';
import { resolveOAuthServer } from './resolve-oauth-server.js';
import { opaqueTokenPrefix } from './tokens/opaque-token-prefix.js';
import { RevocationFeed } from './revocations/revocation-feed.js';

const oauthServerKind: AuthKind<OAuthServerOptions, OAuthServerSettings> = {
  name: 'oauth-server',
  resourceMetadata: 'published',
  authorizationServer: 'own',
  issuersOf: ({ issuer }) => (issuer === undefined ? [] : [issuer]),
  issuerRoutesOf: ({ basePath: issuerPath = '', legacyRootAliases = 'off', ...rest }) => {
    return { issuerPath, legacyRootAliases, pagesOff: pagesOffOf(rest) };
  },
  resolve: resolveOAuthServer,
  createVerifier: createOwnVerifier,
  marksOf: ({ issuer }) => ({ issuers: [issuer], prefixes: [opaqueTokenPrefix] }),
  createRevocationNotices: ({ find }) => ({
    watch: ({ claims }, onRevoked) => find(RevocationFeed).watch(claims, onRevoked),
  }),
  publish: ({ issuer }) => ({ authorizationServers: [issuer], rootAlias: 'on' }),
  plugIn: authorizationServerParts,
};

/** Where the application brings a part of its own, it has the pages for it too. */
function pagesOffOf({
  pages,
  login,
  consent,
}: Pick<OAuthServerOptions, 'pages' | 'login' | 'consent'>): readonly PagePart[] {
  const own = [
    ...(login === undefined ? [] : ['login' as const]),
    ...(consent === undefined ? [] : ['consent' as const]),
  ];
  return pages?.off ?? own;
}

/**
 * Level 3: is the OAuth 2.1 authorization server itself, on the database that the service has.
 *
 * @example
 * McpAuthModule.forRoot({
 *   resource: 'https://api.example.com/mcp',
 *   auth: oauthServer({ dataSource: { type: 'postgres', url }, encryptionKeys: [key], users: { useClass: UsersService }, ... }),
 * });
 */
export const oauthServer = defineAuth<OAuthServerOptions, AuthKind<OAuthServerOptions>>(oauthServerKind);
