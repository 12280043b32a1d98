import { z } from 'zod';
import type { Resolution } from '../core/resolution.js';
import { resourceIdentifierFault } from '../core/resource-identifier.js';
import { safeUrlFault, scopeOption, textOption } from './option-schemas.js';
import { parseOptions } from './parse-options.js';

const mebibyte = 1024 * 1024;
/** Plain segments only: what a router would read as a pattern is no path of a resource. */
const routePath = /^(?:\/[A-Za-z0-9._~-]+)+$/;

/** Options that every registration has, whatever its level. */
const baseSchema = z.strictObject({
  resource: textOption(resourceFault),
  scopes: z
    .strictObject({ required: z.array(scopeOption).default([]), offered: z.array(scopeOption).default([]) })
    .prefault({}),
  challengeScopes: z.enum(['operation+granted', 'operation']).default('operation+granted'),
  publicMarkers: z.array(z.string().min(1)).default(['isPublic']),
  allowedOrigins: z.array(textOption(originFault)).default([]),
  maxBodyBytes: z.int().positive().default(mebibyte),
});

/** What may be written in code; defaults are filled in. */
export interface BaseOptions {
  /** Public URL of the MCP endpoint, exactly as clients call it. Its path is the route in this process. */
  readonly resource: string;
  readonly scopes?: {
    /** Checked on every request. Default: none. */
    readonly required?: readonly string[];
    /** Proposed to clients for a first login, in the 401 challenge and in the metadata. Default: the required ones. */
    readonly offered?: readonly string[];
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
  readonly resource: string;
  /** Route of the endpoint: the path of the resource. */
  readonly path: string;
  readonly scopes: { readonly required: readonly string[]; readonly offered: readonly string[] };
  readonly challengeScopes: 'operation+granted' | 'operation';
  readonly publicMarkers: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly maxBodyBytes: number;
}

/** Where the endpoint is mounted: the path of its resource. */
export function pathOfResource(resource: string): string {
  return URL.canParse(resource) ? new URL(resource).pathname.replace(/\/$/, '') : '';
}

/** Reads the base options, with every fault of theirs at once. */
export function resolveBase(raw: unknown): Resolution<BaseSettings> {
  const parsed = parseOptions(baseSchema, raw, '');
  if (!parsed.ok) return parsed;
  const { required, offered } = parsed.settings.scopes;
  return {
    ok: true,
    settings: {
      ...parsed.settings,
      path: pathOfResource(parsed.settings.resource),
      scopes: { required, offered: offered.length > 0 ? offered : required },
    },
  };
}

function resourceFault(resource: string): string | undefined {
  const fault = resourceIdentifierFault(resource);
  // The value is not repeated: it may hold a password.
  if (fault !== undefined) return fault;
  const plain = routePath.test(pathOfResource(resource));
  return plain ? safeUrlFault(resource) : `"${resource}" needs a plain path of its own, such as "/mcp"`;
}

function originFault(origin: string): string | undefined {
  const wellFormed = URL.canParse(origin) && new URL(origin).origin === origin;
  return wellFormed ? undefined : `"${origin}" is no origin such as "https://app.example.com"`;
}
