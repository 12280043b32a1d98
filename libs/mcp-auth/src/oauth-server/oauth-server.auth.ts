import { defineAuth, type AuthKind, type VerifierPorts } from '../composition/auth-kind.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { VerifiedTokenCache } from '../token-verification/verifiers/verified-token.cache.js';
import type { OAuthServerOptions } from './oauth-server.options.js';
import { authorizationServerParts } from './oauth-server.providers.js';
import type { OAuthServerSettings } from './oauth-server.settings.js';
import { resolveOAuthServer } from './resolve-oauth-server.js';
import { Signer } from './signing-keys/signer.js';
import { OpaqueTokenVerifier } from './tokens/opaque-token.verifier.js';
import { OwnAccessTokens } from './tokens/own-access-tokens.js';
import { ownJwtVerifier } from './tokens/own-jwt-verifier.js';
import { OwnTokenVerifier } from './tokens/own-token.verifier.js';

const jwtCacheBounds = { maxTokens: 10_000, maxAgeSeconds: 60 };
/** A revoked opaque token is dead a second later, everywhere. */
const opaqueCacheBounds = { maxTokens: 10_000, maxAgeSeconds: 1 };

/** Tokens of this server are verified as those of any issuer are, save that keys and store are at hand. */
function createVerifier({ issuer, audiences }: OAuthServerSettings, { clock, find }: VerifierPorts): TokenVerifier {
  const jwt = ownJwtVerifier({ issuer, audiences, signer: () => find(Signer), clock });
  const opaque = new OpaqueTokenVerifier(() => find(OwnAccessTokens), audiences);
  return new OwnTokenVerifier(
    new VerifiedTokenCache(jwt, jwtCacheBounds, clock),
    new VerifiedTokenCache(opaque, opaqueCacheBounds, clock),
  );
}

const oauthServerKind: AuthKind<OAuthServerOptions, OAuthServerSettings> = {
  name: 'oauth-server',
  resourceMetadata: 'published',
  issuersOf: ({ issuer }) => (issuer === undefined ? [] : [issuer]),
  issuerRoutesOf: ({ basePath: issuerPath = '', legacyRootAliases = 'off' }) => ({ issuerPath, legacyRootAliases }),
  resolve: resolveOAuthServer,
  createVerifier,
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
