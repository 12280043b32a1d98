import { defineAuth, type AuthKind, type VerifierPorts } from '../composition/auth-kind.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { usualClaims } from '../token-verification/claims/principal-from-claims.js';
import { JwtVerifier } from '../token-verification/verifiers/jwt.verifier.js';
import { VerifiedTokenCache } from '../token-verification/verifiers/verified-token.cache.js';
import { signingAlgorithms } from './model/signing-key.js';
import type { OAuthServerOptions } from './oauth-server.options.js';
import { authorizationServerParts } from './oauth-server.providers.js';
import type { OAuthServerSettings } from './oauth-server.settings.js';
import { resolveOAuthServer } from './resolve-oauth-server.js';
import { OwnKeySet } from './signing-keys/own.key-set.js';
import { Signer } from './signing-keys/signer.js';

const cacheBounds = { maxTokens: 10_000, maxAgeSeconds: 60 };

/** Tokens of this server are verified as those of any issuer are, save that its keys are at hand. */
function createVerifier({ issuer, audiences }: OAuthServerSettings, { clock, find }: VerifierPorts): TokenVerifier {
  const rules = {
    audiences,
    algorithms: signingAlgorithms,
    tokenType: 'at+jwt',
    requiredClaims: [],
    clockToleranceSeconds: 5,
  } as const;
  const keys = new OwnKeySet(() => find(Signer));
  const reading = { requiredScopes: [], claims: usualClaims };
  const verifier = new JwtVerifier(new Map([[issuer, { rules, keys }]]), reading, clock);
  return new VerifiedTokenCache(verifier, cacheBounds, clock);
}

const oauthServerKind: AuthKind<OAuthServerOptions, OAuthServerSettings> = {
  name: 'oauth-server',
  resourceMetadata: 'published',
  issuersOf: ({ issuer }) => (issuer === undefined ? [] : [issuer]),
  issuerPathOf: ({ basePath = '' }) => basePath,
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
