import { z } from 'zod';
import type { OptionTable } from '../options/option-row.js';
import { textOption, webUrl } from '../options/option-schemas.js';
import { claimRows } from './claim.rows.js';
import { inspectionRows } from './inspection.rows.js';
import { issuerFault } from './issuer-name.js';

/** The options of `introspectionVerifier`, one row each. */
export const introspectionTable = {
  prefix: 'MCP_AUTH_INTROSPECTION',
  fastMcpPrefix: 'FASTMCP_SERVER_AUTH_INTROSPECTION',
  rows: {
    issuer: {
      schema: textOption(issuerFault),
      doc: 'Who issues the tokens: `iss` of principals, and of answers that have one.',
      variable: { form: 'text' },
    },
    endpoint: {
      schema: webUrl.optional(),
      doc: "Where the issuer answers (RFC 7662). Unset: what the issuer's metadata names.",
      variable: { form: 'text', fastMcp: ['INTROSPECTION_URL'] },
    },
    clientId: {
      schema: z.string().min(1),
      doc: 'This service, as the issuer knows it.',
      variable: { form: 'text', fastMcp: ['CLIENT_ID'] },
    },
    clientSecret: {
      schema: z.string().min(1).optional(),
      doc: 'The secret that goes with it; either this or `privateKey`.',
      variable: { form: 'secret', fastMcp: ['CLIENT_SECRET'] },
    },
    privateKey: {
      schema: z.union([z.string().min(1), z.record(z.string(), z.unknown())]).optional(),
      doc: 'Private key as PEM or JWK, with which this service signs an assertion for each question (`private_key_jwt`, RFC 7523).',
      variable: { form: 'key' },
    },
    secretIn: {
      schema: z.enum(['client_secret_basic', 'client_secret_post']).default('client_secret_basic'),
      doc: 'How the secret is shown: in the `Authorization` header, or in the form.',
      variable: { form: 'text', fastMcp: ['CLIENT_AUTH_METHOD'] },
    },
    audience: {
      schema: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
      doc: '`aud` that answers must have, one of several. Outside production the resource, where it is not set.',
      variable: { form: 'list' },
    },
    answer: {
      schema: z.enum(['json', 'signed']).default('json'),
      doc: '`signed` demands answers that the issuer signed (RFC 9701).',
      variable: { form: 'text' },
    },
    tokenFormat: {
      schema: z.enum(['any', 'opaque']).default('any'),
      doc: '`opaque` where JWTs are not asked about, because another verifier takes them.',
      variable: { form: 'text' },
    },
    ...inspectionRows,
    ...claimRows,
  },
} as const satisfies OptionTable;
