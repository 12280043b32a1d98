import { z } from 'zod';
import { quotedUrl } from '../core/quoted-url.js';
import type { Resolution } from '../core/resolution.js';
import type { ImpliedScopes } from '../core/scope-hierarchy.js';
import { isWebUrl, resourceIdentifierFault } from '../core/resource-identifier.js';
import { groupOf, type OptionTable } from './option-row.js';
import { safeUrlFault, scopeOption, textOption } from './option-schemas.js';
import { readOptions } from './read-options.js';

const mebibyte = 1024 * 1024;
/** Plain segments only: what a router would read as a pattern is no path of a resource. */
const routePath = /^(?:\/[A-Za-z0-9._~-]+)+$/;
/** Where the endpoint stands when no resource says it. */
const defaultPath = '/mcp';

/** Options that every registration has, whatever its level. */
export const baseTable = {
  prefix: 'MCP_AUTH',
  rows: {
    resource: {
      schema: textOption(resourceFault).optional(),
      doc: 'Public URL of the MCP endpoint, exactly as clients call it. Its path is the route in this process.',
      variable: { form: 'text' },
    },
    scopes: groupOf(
      {
        required: {
          schema: z.array(scopeOption).default([]),
          doc: 'Scopes that every request needs.',
          variable: { form: 'list', name: 'REQUIRED_SCOPES' },
        },
        offered: {
          schema: z.array(scopeOption).default([]),
          doc: 'Scopes that clients should ask for at a first login. Unset: all that anything needs.',
          variable: { form: 'list', name: 'SCOPES' },
        },
        implies: {
          schema: z.record(scopeOption, z.array(scopeOption)).default({}),
          doc: 'Which scopes stand for others; an entry that ends in `*` means every scope that begins so.',
        },
        descriptions: {
          schema: z.record(scopeOption, z.string().min(1)).default({}),
          doc: 'What scopes mean, in plain words, for the person who is asked to agree.',
        },
      },
      'Scopes of the resource.',
    ),
    challengeScopes: {
      schema: z.enum(['operation+granted', 'operation']).default('operation+granted'),
      doc: 'What a 403 challenge names: the scopes of the operation with those that the token has (as long as they fit in 2,048 characters), or the first alone.',
      variable: { form: 'text' },
    },
    publicMarkers: {
      schema: z.array(z.string().min(1)).default(['isPublic']),
      doc: "Metadata keys by which the application's own global guards know a public route.",
      variable: { form: 'list' },
    },
    allowedOrigins: {
      schema: z.array(textOption(originFault)).default([]),
      doc: "Browser origins that may call the endpoint, besides the resource's own.",
      variable: { form: 'list' },
    },
    maxBodyBytes: {
      schema: z.int().positive().default(mebibyte),
      doc: 'Largest request body, in bytes.',
      variable: { form: 'number' },
    },
  },
} as const satisfies OptionTable;

/** What may be written in code; defaults are filled in. */
export interface BaseOptions {
  /** Public URL of the MCP endpoint, exactly as clients call it. Its path is the route in this process. */
  readonly resource: string;
  readonly scopes?: {
    /** Checked on every request. Default: none. */
    readonly required?: readonly string[];
    /** Proposed to clients for a first login, in the 401 challenge and in the metadata. Default: all that anything needs. */
    readonly offered?: readonly string[];
    /** Which scopes stand for others: `{ admin: ['notes:*'] }`. An entry that ends in `*` means every scope that begins so. */
    readonly implies?: ImpliedScopes;
    /** What scopes mean, for the person who is asked to agree: `{ 'notes:read': 'Read your notes' }`. Default: their names. */
    readonly descriptions?: Readonly<Record<string, string>>;
  };
  /**
   * Scopes that a 403 challenge names: those of the operation and those that the token has (clients replace instead of
   * adding), or those of the operation alone. Default: `operation+granted`.
   */
  readonly challengeScopes?: 'operation+granted' | 'operation';
  /** Metadata keys by which the application's own global guards know a public route. Default: `['isPublic']`. */
  readonly publicMarkers?: readonly string[];
  /** Browser origins that may call the endpoint, besides the resource's own. */
  readonly allowedOrigins?: readonly string[];
  /** Largest request body, in bytes. Default: 1 MiB. */
  readonly maxBodyBytes?: number;
}

/** The base options, read and complete. */
export interface BaseSettings {
  /** Absent only at level 1 from the environment, where the audience says for whom tokens are. */
  readonly resource?: string | undefined;
  /** Route of the endpoint: the path of the resource. */
  readonly path: string;
  readonly scopes: {
    readonly required: readonly string[];
    /** As given; none where everything that is needed is to be offered. */
    readonly offered: readonly string[];
    readonly implies: ImpliedScopes;
    readonly descriptions: Readonly<Record<string, string>>;
  };
  readonly challengeScopes: 'operation+granted' | 'operation';
  readonly publicMarkers: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly maxBodyBytes: number;
}

/** Where the endpoint is mounted: the path of its resource; empty where the resource is none that could be mounted. */
export function pathOfResource(resource: string | undefined): string {
  if (resource === undefined) return defaultPath;
  // Without its scheme, `user:password@host/mcp` is a URL whose path holds the password.
  return isWebUrl(resource) ? new URL(resource).pathname.replace(/\/$/, '') : '';
}

/** Reads the base options, with every fault of theirs at once. */
export function resolveBase(raw: unknown): Resolution<BaseSettings> {
  const read = readOptions(baseTable, raw, '');
  if (!read.ok) return read;
  return { ok: true, settings: { ...read.settings, path: pathOfResource(read.settings.resource) } };
}

function resourceFault(resource: string): string | undefined {
  const fault = resourceIdentifierFault(resource);
  // The value is not repeated: it may hold a password.
  if (fault !== undefined) return fault;
  const plain = routePath.test(pathOfResource(resource));
  return plain ? safeUrlFault(resource) : `${quotedUrl(resource)} needs a plain path of its own, such as "/mcp"`;
}

function originFault(origin: string): string | undefined {
  const wellFormed = URL.canParse(origin) && new URL(origin).origin === origin;
  return wellFormed ? undefined : `${quotedUrl(origin)} is no origin such as "https://app.example.com"`;
}
