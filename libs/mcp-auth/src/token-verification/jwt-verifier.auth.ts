import { defineAuth, type VerifierKind, type VerifierPorts } from '../composition/auth-kind.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import type { JwtVerifierOptions } from './jwt-verifier.options.js';
import { resolveJwtOptions, type JwtSettings } from './jwt-verifier.settings.js';
import { jwtOptionsFrom, jwtTable } from './jwt-verifier.table.js';
import { keySetOf } from './key-set-of-source.js';
import { JwtVerifier, type TrustedIssuer } from './verifiers/jwt.verifier.js';
import { VerifiedTokenCache } from './verifiers/verified-token.cache.js';

function createVerifier({ issuers, reading, cache }: JwtSettings, ports: VerifierPorts): TokenVerifier {
  const trusted = issuers.flatMap(({ names, keySource, rules }): [string, TrustedIssuer][] => {
    const keys = keySetOf(keySource, ports);
    return names.map((name) => [name, { rules, keys }]);
  });
  const verifier = new JwtVerifier(new Map(trusted), reading, ports.clock);
  return cache.maxAgeSeconds === 0 ? verifier : new VerifiedTokenCache(verifier, cache, ports.clock);
}

function issuersOf({ issuer = [], issuers = [] }: JwtVerifierOptions): readonly string[] {
  return [
    ...[issuer].flat(),
    ...(Array.isArray(issuers) ? issuers.map((one: { issuer: string } | null) => one?.issuer ?? '') : []),
  ];
}

const jwtKind: VerifierKind<JwtVerifierOptions, JwtSettings> = {
  name: 'jwt',
  resourceMetadata: 'none',
  issuersOf,
  resolve: resolveJwtOptions,
  createVerifier,
  marksOf: ({ issuers }) => ({ issuers: issuers.flatMap(({ names }) => names), prefixes: [] }),
  advertisedScope: ({ scopeToClient }, scope) => scopeToClient(scope),
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
 *     issuer: 'https://idp.example.com',
 *     audience: 'https://api.example.com/mcp',
 *   }),
 * });
 */
export const jwtVerifier = defineAuth<JwtVerifierOptions, VerifierKind<JwtVerifierOptions>>(jwtKind);
