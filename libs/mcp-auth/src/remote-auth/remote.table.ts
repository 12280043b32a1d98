import { z } from 'zod';
import type { VerifierValue } from '../composition/auth-kind.js';
import { isJsonObject } from '../core/json-object.js';
import type { OptionRows, OptionTable } from '../options/option-row.js';
import { webUrl } from '../options/option-schemas.js';

/** What every provider that clients are sent to may say of this service. */
export const publicationRows = {
  resourceName: {
    schema: z.string().optional(),
    doc: 'Name of this service for people, shown by some clients.',
    variable: { form: 'text' },
  },
  documentationUrl: {
    schema: z.url().optional(),
    doc: 'Page for developers of clients.',
    variable: { form: 'text' },
  },
  rootAlias: {
    schema: z.enum(['on', 'off']).default('on'),
    doc: "Whether the metadata also stands at the origin's root, for clients that look only there.",
    variable: { form: 'text' },
  },
  legacyRootAliases: {
    schema: z.enum(['on', 'off']).default('off'),
    doc: 'Whether the metadata of the first authorization server also stands under our origin, checked and cached, for clients of 2025-03-26, which look nowhere else.',
    variable: { form: 'text' },
  },
} as const satisfies OptionRows;

/** The options of `remoteAuth`, one row each. */
export const remoteTable = {
  prefix: 'MCP_AUTH_REMOTE',
  rows: {
    authorizationServers: {
      schema: z.array(webUrl).min(1, 'needs at least one issuer'),
      doc: 'Issuer identifiers of the authorization servers, exactly as they name themselves; clients take the first.',
      variable: { form: 'list' },
    },
    verifier: {
      schema: z.custom<VerifierValue>(isVerifierValue, 'must be a verifier such as jwtVerifier({ ... })'),
      doc: 'Who checks the tokens that those servers issue. From the environment: `MCP_AUTH_INTROSPECTION_*` or `MCP_AUTH_JWT_*`, and what is not said there is discovered from the single authorization server.',
    },
    ...publicationRows,
  },
} as const satisfies OptionTable;

/** Whether a value is a verifier that tells clients nothing by itself. */
export function isVerifierValue(value: unknown): value is VerifierValue {
  const kind: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'kind') : undefined;
  return isJsonObject(kind) && 'marksOf' in kind && kind['resourceMetadata'] === 'none';
}
