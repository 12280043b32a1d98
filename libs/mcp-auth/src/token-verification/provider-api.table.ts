import { z } from 'zod';
import type { TokenApi } from '../identity-provider/provider-api.inspector.js';
import type { OptionTable } from '../options/option-row.js';
import { claimRows } from './claim.rows.js';
import { inspectionRows } from './inspection.rows.js';

/** The options of a verifier that asks the API of a provider. They are said by presets, so no variable says them. */
export const providerApiTable = {
  prefix: 'MCP_AUTH_PROVIDER_API',
  rows: {
    ...inspectionRows,
    ...claimRows,
    issuer: { schema: z.string().min(1), doc: "The provider's own name for itself." },
    api: {
      schema: z.custom<TokenApi>((value) => typeof value === 'function', 'must be a function'),
      doc: 'How the API tells what a token is worth.',
    },
    audience: {
      schema: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
      doc: "What the provider's answer must name in `aud`, where it has one.",
    },
  },
} as const satisfies OptionTable;
