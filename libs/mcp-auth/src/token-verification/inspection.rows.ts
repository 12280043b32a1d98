import { z } from 'zod';
import type { OptionRows } from '../options/option-row.js';

/** Options of every verifier that asks somebody for each token, one row each. */
export const inspectionRows = {
  tokenPrefix: {
    schema: z.string().min(1).optional(),
    doc: 'What all tokens of this issuer begin with, so that others are not shown to it.',
    variable: { form: 'text' },
  },
  refusedMaxAgeSeconds: {
    schema: z.number().min(0).max(10).default(10),
    doc: 'How long a bad token is remembered, so that a client which does not give up costs one question; at most 10.',
    variable: { form: 'number' },
  },
  timeoutSeconds: {
    schema: z.number().positive().max(30).default(5),
    doc: 'How long an answer may take.',
    variable: { form: 'number', fastMcp: ['TIMEOUT_SECONDS'] },
  },
  unexpiringTokenSeconds: {
    schema: z.int().positive().default(3_600),
    doc: 'How long streams may stay open on a token for which the issuer tells no end; each request is verified anyway.',
    variable: { form: 'number' },
  },
} as const satisfies OptionRows;
