import { z } from 'zod';
import { AuditSink, type AuditSinkClass } from '../core/audit/audit-sink.js';
import type { Resolution } from '../core/resolution.js';
import type { OptionTable } from './option-row.js';
import { readOptions } from './read-options.js';

/** What is told of decisions, and to whom. */
export interface AuditOptions {
  /** A provider of the application that gets every event, besides the log. */
  readonly sink?: AuditSinkClass;
  /** Whether the log has what was granted as well, a line or two per call. Default: `refusals`. */
  readonly log?: 'refusals' | 'everything';
  /** How much of the peer's address is kept: nothing, the network (IPv4 /24, IPv6 /48), or all of it. Default: `none`. */
  readonly address?: 'none' | 'network' | 'full';
}

export type AuditSettings = Required<Omit<AuditOptions, 'sink'>> & {
  readonly sink?: AuditSinkClass | undefined;
  /** Of the option `limits`: whose word on addresses is believed. */
  readonly trustedProxies: readonly string[];
  /** The resource that events are about: an application may have several. */
  readonly resource?: string | undefined;
};
export const AuditSettings = Symbol('AuditSettings');

/** The rows of the `audit` option. */
export const auditTable = {
  prefix: 'MCP_AUTH_AUDIT',
  rows: {
    sink: {
      schema: z
        .custom<AuditSinkClass>(
          (value) => typeof value === 'function' && Object(value.prototype) instanceof AuditSink,
          'must be a class that extends AuditSink',
        )
        .optional(),
      doc: 'A provider of the application that gets every event, besides the log.',
    },
    log: {
      schema: z.enum(['refusals', 'everything']).default('refusals'),
      doc: 'Whether the log has what was granted as well, a line or two per call.',
    },
    address: {
      schema: z.enum(['none', 'network', 'full']).default('none'),
      doc: "How much of the peer's address is kept: nothing, the network (IPv4 /24, IPv6 /48), or all of it.",
    },
  },
} as const satisfies OptionTable;

/** Reads the `audit` option. */
export function resolveAudit(raw: unknown): Resolution<Omit<AuditSettings, 'trustedProxies' | 'resource'>> {
  return readOptions(auditTable, raw ?? {}, 'audit');
}
