import { z } from 'zod';
import type { OptionRows } from '../options/option-row.js';
import { scopeOption } from '../options/option-schemas.js';
import { publicationRows } from '../remote-auth/remote.table.js';

/** Options that every preset has. */
export interface CommonPresetOptions {
  /** Scopes without which a good token gets 403. */
  readonly requiredScopes?: readonly string[];
  /** Name of this service for people, shown by some clients. */
  readonly resourceName?: string;
  /** Page for developers of clients. */
  readonly documentationUrl?: string;
  /** Whether the metadata also stands at the origin's root. Default: `on`. */
  readonly rootAlias?: 'on' | 'off';
  /** Whether the provider's metadata also stands under our origin, for clients of 2025-03-26. Default: `off`. */
  readonly legacyRootAliases?: 'on' | 'off';
  /** How long a verified token is remembered, never past its `exp`. Default: 60. */
  readonly cacheMaxAgeSeconds?: number;
}

export const commonPresetRows = {
  requiredScopes: {
    schema: z.array(scopeOption).default([]),
    doc: 'Scopes without which a good token gets 403.',
    variable: { form: 'list', fastMcp: ['REQUIRED_SCOPES'] },
  },
  ...publicationRows,
  cacheMaxAgeSeconds: {
    schema: z.number().min(0).max(300).default(60),
    doc: 'How long a verified token is remembered, never past its `exp`; 0 verifies every time.',
    variable: { form: 'number' },
  },
} as const satisfies OptionRows;

/** What of them concerns the verifier; what is not said stays unsaid. */
export function commonVerifierOptions({
  requiredScopes,
  cacheMaxAgeSeconds,
}: CommonPresetOptions): Pick<CommonPresetOptions, 'requiredScopes' | 'cacheMaxAgeSeconds'> {
  return {
    ...(requiredScopes !== undefined && { requiredScopes }),
    ...(cacheMaxAgeSeconds !== undefined && { cacheMaxAgeSeconds }),
  };
}
