import { defineAuth, type VerifierKind, type VerifierPorts } from '../composition/auth-kind.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { downloadKeys } from '../identity-provider/jwks-download.js';
import { RemoteKeySet } from '../identity-provider/remote.key-set.js';
import { StaticKeySet } from '../identity-provider/static.key-set.js';
import {
  jwtOptionsFrom,
  jwtTable,
  resolveJwtOptions,
  type JwtSettings,
  type JwtVerifierOptions,
} from './jwt-verifier.options.js';
import { JwtVerifier } from './verifiers/jwt.verifier.js';

function createVerifier({ rules, requiredScopes, keySource }: JwtSettings, { clock }: VerifierPorts): TokenVerifier {
  const keys =
    'key' in keySource
      ? new StaticKeySet(keySource.key)
      : new RemoteKeySet(() => downloadKeys(keySource.jwksUri), clock);
  return new JwtVerifier(rules, keys, requiredScopes, clock);
}

const jwtKind: VerifierKind<JwtVerifierOptions, JwtSettings> = {
  name: 'jwt',
  resourceMetadata: 'none',
  issuersOf: ({ issuer }) => [issuer],
  resolve: resolveJwtOptions,
  createVerifier,
  namesAudience: ({ audience }) => audience !== undefined,
  environment: {
    fastMcpNames: ['jwt', 'jwtverifier', 'bearerauthprovider'],
    tables: [jwtTable],
    optionsFrom: (said) => jwtOptionsFrom(said),
  },
};

/**
 * Level 1: verifies JWT access tokens that somebody else issues (RFC 9068).
 *
 * @example
 * McpAuthModule.forRoot({
 *   resource: 'https://api.example.com/mcp',
 *   auth: jwtVerifier({
 *     jwksUri: 'https://idp.example.com/jwks',
 *     issuer: 'https://idp.example.com',
 *     audience: 'https://api.example.com/mcp',
 *   }),
 * });
 */
export const jwtVerifier = defineAuth<JwtVerifierOptions, VerifierKind<JwtVerifierOptions>>(jwtKind);
