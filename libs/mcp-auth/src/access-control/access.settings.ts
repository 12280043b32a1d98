import { z } from 'zod';
import type { Resolution } from '../core/resolution.js';
import type { OptionTable } from '../options/option-row.js';
import { readOptions } from '../options/read-options.js';
import type { AccessRule } from './access-rule.js';
import { ruleSchema } from './access-rule.schema.js';

/** Access to the endpoint, beside what decorators say. */
export interface AccessOptions {
  /** What every call of the endpoint needs. */
  readonly endpoint?: AccessRule;
  /** Rules for tools by name, also for those of a `server` factory; besides what their decorators say. */
  readonly tools?: Readonly<Record<string, AccessRule>>;
  /** Rules for resources by URI, or by URI template as it is written. */
  readonly resources?: Readonly<Record<string, AccessRule>>;
  /** Rules for prompts by name. */
  readonly prompts?: Readonly<Record<string, AccessRule>>;
  /** Who may call what no decorator and no rule speaks of: whoever has a good token, or nobody. Default: `allow`. */
  readonly undeclared?: 'allow' | 'deny';
  /** Whether lists leave out what the caller lacks only a scope for, too. Default: no, since nobody asks for what they never saw. */
  readonly hideUnscoped?: boolean;
  /** How long a policy may think, in milliseconds. Default: 5,000. */
  readonly policyTimeoutMs?: number;
}

/** The same, read and complete. */
export type AccessSettings = Required<Omit<AccessOptions, 'endpoint'>> & { readonly endpoint?: AccessRule | undefined };
export const AccessSettings = Symbol('AccessSettings');

const rulesByName = z.record(z.string(), ruleSchema).default({});

/** Said in code: rules are part of the application, not of its surroundings. */
export const accessTable = {
  prefix: 'MCP_AUTH_ACCESS',
  rows: {
    endpoint: { schema: ruleSchema.optional(), doc: 'Rule for every call of the endpoint.' },
    tools: { schema: rulesByName, doc: 'Rules for tools by name, besides what their decorators say.' },
    resources: { schema: rulesByName, doc: 'Rules for resources by URI, or by URI template as it is written.' },
    prompts: { schema: rulesByName, doc: 'Rules for prompts by name.' },
    undeclared: {
      schema: z.enum(['allow', 'deny']).default('allow'),
      doc: 'Who may call what no decorator and no rule speaks of: whoever has a good token, or nobody.',
    },
    hideUnscoped: {
      schema: z.boolean().default(false),
      doc: 'Whether lists leave out what the caller lacks only a scope for, too. A model cannot ask for a tool that it never saw.',
    },
    policyTimeoutMs: {
      schema: z.int().positive().default(5_000),
      doc: 'How long a policy may think, in milliseconds; after that nobody is let in.',
    },
  },
} as const satisfies OptionTable;

/** Reads the `access` option. */
export function resolveAccess(raw: unknown): Resolution<AccessSettings> {
  return readOptions(accessTable, raw ?? {}, 'access');
}
