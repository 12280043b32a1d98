import { z } from 'zod';
import { defineAuth, type AuthContext, type AuthKind } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Principal } from '../core/principal.js';
import type { Resolution } from '../core/resolution.js';
import type { OptionTable } from '../options/option-row.js';
import { scopeOption } from '../options/option-schemas.js';
import { readOptions } from '../options/read-options.js';
import { lastNumericDate } from './claims/claim-values.js';
import { principalFromClaims } from './claims/principal-from-claims.js';
import { Everybody } from './verifiers/everybody.verifier.js';

/** Options of `noAuth`. */
export interface NoAuthOptions {
  /** Who everybody is. Default: `anonymous`. */
  readonly subject?: string;
  /** What everybody may. Default: nothing that needs a scope. */
  readonly scopes?: readonly string[];
  /** Roles of everybody. Default: none. */
  readonly roles?: readonly string[];
}

const noAuthTable = {
  prefix: 'MCP_AUTH_NONE',
  rows: {
    subject: { schema: z.string().min(1).default('anonymous'), doc: 'Who everybody is.', variable: { form: 'text' } },
    scopes: {
      schema: z.array(scopeOption).default([]),
      doc: 'Scopes of everybody.',
      variable: { form: 'list' },
    },
    roles: {
      schema: z.array(z.string().min(1)).default([]),
      doc: 'Roles of everybody.',
      variable: { form: 'list' },
    },
  },
} as const satisfies OptionTable;

const inProduction: ConfigurationProblem = {
  path: 'auth',
  message: 'must verify tokens in production; without, everybody may call the service',
  variable: 'MCP_AUTH',
};

function resolve(options: NoAuthOptions, { production, optionPath }: AuthContext): Resolution<Principal> {
  const read = readOptions(noAuthTable, options, optionPath, production ? [inProduction] : []);
  if (!read.ok) return read;
  const { subject, scopes, roles } = read.settings;
  const claims = { sub: subject, iss: 'none', scope: scopes.join(' '), roles, exp: lastNumericDate };
  return { ok: true, settings: principalFromClaims(claims) };
}

const noKind: AuthKind<NoAuthOptions, Principal> = {
  name: 'none',
  resourceMetadata: 'none',
  issuersOf: () => [],
  resolve,
  createVerifier: (everybody) => new Everybody(everybody),
  environment: { tables: [noAuthTable], optionsFrom: (said) => said(noAuthTable) },
};

/**
 * Level 0, for development on one machine: nobody needs a token, and all callers are one principal. Production refuses it.
 *
 * @example
 * McpAuthModule.forRoot({ resource: 'http://localhost:3000/mcp', auth: noAuth({ scopes: ['notes:read'] }) });
 */
export const noAuth = defineAuth<NoAuthOptions, AuthKind<NoAuthOptions>>(noKind);
