import { z } from 'zod';
import { readBearerCredential } from '../core/bearer-token.js';
import type { OptionTable } from '../options/option-row.js';
import { textOption } from '../options/option-schemas.js';
import { lastNumericDate } from './claims/claim-values.js';
import { callerFields } from './claims/described-caller.js';
import { digestFault, staticTokenDigest } from './static-token-digest.js';
import { tokenPrefix } from './token-prefix.js';

/** A shorter token could be found by trying. */
const leastTokenLength = 32;

// No message repeats a value: it may be a token, also where it does not belong.
const sha256 = textOption(digestFault);
const token = textOption(tokenFault);
const expiresAt = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true }), z.number().min(0).max(lastNumericDate)],
  'must be a date, a time with its zone such as "2030-01-31T12:00:00Z", or seconds since the epoch',
);

const entry = z
  .strictObject({
    sha256: sha256.optional(),
    token: token.optional(),
    ...callerFields,
    owner: z.string().min(1).optional(),
    expiresAt: expiresAt.optional(),
  })
  .refine((one) => (one.sha256 === undefined) !== (one.token === undefined), 'needs either `sha256` or `token`');

const tokens = z
  .array(entry)
  .min(1, 'needs at least one token')
  .superRefine((entries, context) => {
    const digests = entries.map(staticTokenDigest);
    digests.forEach((digest, index) => {
      const first = digests.indexOf(digest);
      if (first < index)
        context.addIssue({ code: 'custom', path: [index], message: `has the same token as entry ${first}` });
    });
  });

function tokenFault(text: string): string | undefined {
  if (text.length < leastTokenLength) return `must have at least ${leastTokenLength} characters`;
  const { found } = readBearerCredential([`Bearer ${text}`]);
  return found === 'token' ? undefined : 'has characters that no bearer token has (RFC 6750 §2.1), or too many';
}

/** The options of `staticTokens`, one row each. */
export const staticTokensTable = {
  prefix: 'MCP_AUTH_STATIC',
  rows: {
    tokens: {
      schema: tokens,
      doc: 'The tokens, as a list of objects, as JSON in the environment. Each has `sha256` (of the whole token, in hex or base64url; `npx nestjs-mcp-auth tokens new` makes both) and `subject`, and may have `clientId`, `scopes`, `roles`, `tenant`, `owner` (who answers for it) and `expiresAt` (a date, or seconds since the epoch). Outside production `token` may take the place of `sha256`.',
      variable: { form: 'json' },
    },
    prefix: {
      schema: tokenPrefix.default(''),
      doc: 'What all of these tokens begin with, by which they are told from those of other verifiers.',
      variable: { form: 'text' },
    },
    issuer: {
      schema: z.string().min(1).default('api-keys'),
      doc: '`issuer` of the callers: with `subject` it is who they are.',
      variable: { form: 'text' },
    },
  },
} as const satisfies OptionTable;
