import { defineAuth, type AuthKind } from '../composition/auth-kind.js';
import type { OAuthServerOptions } from './oauth-server.options.js';
import { authorizationServerParts } from './oauth-server.providers.js';
import type { OAuthServerSettings } from './oauth-server.settings.js';
import { createOwnVerifier } from './own-verifier.js';
import { resolveOAuthServer } from './resolve-oauth-server.js';
import { RevocationFeed } from './revocations/revocation-feed.js';

const oauthServerKind: AuthKind<OAuthServerOptions, OAuthServerSettings> = {
  name: 'oauth-server',
  resourceMetadata: 'published',
  issuersOf: ({ issuer }) => (issuer === undefined ? [] : [issuer]),
  issuerRoutesOf: ({ basePath: issuerPath = '', legacyRootAliases = 'off' }) => ({ issuerPath, legacyRootAliases }),
  resolve: resolveOAuthServer,
  createVerifier: createOwnVerifier,
  createRevocationNotices: ({ find }) => ({
    watch: ({ claims }, onRevoked) => find(RevocationFeed).watch(claims, onRevoked),
  }),
  publish: ({ issuer }) => ({ authorizationServers: [issuer], rootAlias: 'on' }),
  plugIn: authorizationServerParts,
};

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
