import { defineAuth, type VerifierKind } from '../composition/auth-kind.js';
import type { JwtVerifierOptions } from './jwt-verifier.options.js';
import { resolveJwtOptions, type JwtSettings } from './jwt-verifier.settings.js';
import { jwtOptionsFrom, jwtTable } from './jwt-verifier.table.js';
import { verifierOfSettings } from './verifier-of-settings.js';

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
  createVerifier: (settings, ports) => verifierOfSettings(settings, ports),
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
