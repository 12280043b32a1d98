import { z } from 'zod';
import { isScopeToken } from '../core/scopes.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { resourceIdentifierFault } from '../core/resource-identifier.js';
import { parseOptions, resolvedUnless, type Resolution } from './parse-options.js';
import { urlProblem } from './production.js';

const scope = z.string().refine(isScopeToken, 'is no well-formed scope (visible ASCII without quote and backslash)');
const routePath = /^(?:\/[A-Za-z0-9._~-]+)+$/;

const mebibyte = 1024 * 1024;

/** Options that every registration has, whatever its level. */
const baseSchema = z.strictObject({
  resource: z.string(),
  scopes: z
    .strictObject({
      required: z.array(scope).default([]),
      offered: z.array(scope).default([]),
    })
    .prefault({}),
  challengeScopes: z.enum(['operation+granted', 'operation']).default('operation+granted'),
  publicMarkers: z.array(z.string().min(1)).default(['isPublic']),
  allowedOrigins: z.array(z.string()).default([]),
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
  const { settings } = parsed;
  const path = pathOfResource(settings.resource);
  const { required, offered } = settings.scopes;
  return resolvedUnless(
    [...resourceProblems(settings.resource, path), ...settings.allowedOrigins.flatMap(originProblem)],
    () => ({ ...settings, path, scopes: { required, offered: offered.length > 0 ? offered : required } }),
  );
}

function resourceProblems(resource: string, path: string): readonly ConfigurationProblem[] {
  const fault = resourceIdentifierFault(resource);
  if (fault !== undefined) return [{ path: 'resource', message: `"${resource}" ${fault}` }];
  const routable = routePath.test(path)
    ? []
    : [{ path: 'resource', message: `"${resource}" needs a plain path of its own, such as "/mcp"` }];
  return [...urlProblem('resource', resource), ...routable];
}

function originProblem(origin: string, index: number): readonly ConfigurationProblem[] {
  const wellFormed = URL.canParse(origin) && new URL(origin).origin === origin;
  return wellFormed
    ? []
    : [{ path: `allowedOrigins.${index}`, message: `"${origin}" is no origin such as "https://app.example.com"` }];
}
