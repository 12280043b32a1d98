import { z } from 'zod';
import { defineAuth, type AuthContext, type VerifierKind } from '../composition/auth-kind.js';
import type { Resolution } from '../core/resolution.js';
import type { OptionTable } from '../options/option-row.js';
import { readOptions } from '../options/read-options.js';
import { callerFields } from './claims/described-caller.js';
import type { DebugVerifierOptions } from './debug-verifier.options.js';
import { DebugVerifier, type DebugSettings } from './verifiers/debug.verifier.js';

const debugTable = {
  prefix: 'MCP_AUTH_DEBUG',
  rows: {
    accept: {
      schema: z
        .custom<NonNullable<DebugVerifierOptions['accept']>>(
          (value) => typeof value === 'function',
          'must be a function of the token',
        )
        .optional(),
      doc: 'A function that says whether a token is good: `true`, `false`, or who calls. Unset: every token is.',
    },
    subject: { schema: callerFields.subject.default('debug'), doc: 'Who calls.', variable: { form: 'text' } },
    clientId: { schema: callerFields.clientId, doc: 'The client that calls.', variable: { form: 'text' } },
    scopes: { schema: callerFields.scopes, doc: 'Scopes of the caller.', variable: { form: 'list' } },
    roles: { schema: callerFields.roles, doc: 'Roles of the caller.', variable: { form: 'list' } },
    tenant: { schema: callerFields.tenant, doc: 'Tenant of the caller.', variable: { form: 'text' } },
  },
} as const satisfies OptionTable;

function resolve(options: DebugVerifierOptions, context: AuthContext): Resolution<DebugSettings> {
  const { production, optionPath } = context;
  const message = 'must not be debugVerifier in production: whatever the token says, it lets callers in';
  const problem = { path: optionPath, message, variable: 'MCP_AUTH' };
  const read = readOptions(debugTable, options, optionPath, production ? [problem] : []);
  if (!read.ok) return read;
  const { accept = (token: string) => token !== '', ...caller } = read.settings;
  const audience = context.audience ?? [context.resource ?? []].flat();
  return { ok: true, settings: { hook: `${optionPath}.accept`, accept, caller, audience } };
}

const debugKind: VerifierKind<DebugVerifierOptions, DebugSettings> = {
  name: 'debug',
  resourceMetadata: 'none',
  issuersOf: () => [],
  resolve,
  createVerifier: (settings) => new DebugVerifier(settings),
  marksOf: () => ({ issuers: [], prefixes: [''] }),
  environment: {
    fastMcpNames: ['debugtokenverifier'],
    tables: [debugTable],
    optionsFrom: (said) => said(debugTable),
  },
};

/**
 * For tests and development: tokens are what a function says they are, and nothing is verified. Production refuses it.
 *
 * @example
 * McpAuthModule.forRoot({
 *   resource: 'http://localhost:3000/mcp',
 *   auth: debugVerifier({ accept: (token) => token === 'admin' && { subject: 'alice', roles: ['admin'] } }),
 * });
 */
export const debugVerifier = defineAuth<DebugVerifierOptions, VerifierKind<DebugVerifierOptions>>(debugKind);
