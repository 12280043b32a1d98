import { defineAuth, type VerifierKind } from '../composition/auth-kind.js';
import type { StaticTokensOptions } from './static-tokens.options.js';
import { resolveStaticTokens, type StaticTokensSettings } from './static-tokens.settings.js';
import { staticTokensTable } from './static-tokens.table.js';
import { StaticTokenVerifier } from './verifiers/static-token.verifier.js';

const staticKind: VerifierKind<StaticTokensOptions, StaticTokensSettings> = {
  name: 'static',
  resourceMetadata: 'none',
  // Its name is no place: the resource alone tells whether this is production.
  issuersOf: () => [],
  resolve: resolveStaticTokens,
  createVerifier: ({ tokens }, { clock }) => new StaticTokenVerifier(tokens, clock),
  marksOf: ({ prefix }) => ({ issuers: [], prefixes: [prefix] }),
  environment: {
    fastMcpNames: ['statictokenverifier'],
    tables: [staticTokensTable],
    optionsFrom: (said) => said(staticTokensTable),
  },
};

/**
 * Level 1 with API keys: bearer tokens that were agreed on beforehand (RFC 6750), each with who calls with it. They are kept as digests.
 *
 * @example
 * McpAuthModule.forRoot({
 *   resource: 'https://api.example.com/mcp',
 *   auth: staticTokens({
 *     prefix: 'notes_',
 *     tokens: [{ sha256: digest, subject: 'nightly-report', scopes: ['notes:read'], expiresAt: '2030-01-31' }],
 *   }),
 * });
 */
export const staticTokens = defineAuth<StaticTokensOptions, VerifierKind<StaticTokensOptions>>(staticKind);
