import type { Abstract } from '@nestjs/common';
import { z } from 'zod';
import { TokenVerifier } from '../core/token-verifier.js';
import type { OptionTable } from '../options/option-row.js';
import type { VerifyToken } from './custom-verifier.options.js';
import { vouchingRows } from './vouching.js';

const isFunction = (value: unknown): boolean => typeof value === 'function';

/** The options of `customVerifier`, which only code can say. */
export const customVerifierTable = {
  prefix: 'MCP_AUTH_CUSTOM',
  rows: {
    verify: {
      schema: z.custom<VerifyToken>(isFunction, 'must be a function of the token').optional(),
      doc: 'A function from a token to its claims, to undefined where it is not good, or to a verification.',
    },
    useValue: {
      schema: z.instanceof(TokenVerifier, { error: 'must extend TokenVerifier' }).optional(),
      doc: 'A `TokenVerifier` instead.',
    },
    useExisting: {
      schema: z
        .custom<Abstract<TokenVerifier>>(isFunction, 'must be the class of a provider')
        .refine((token) => token !== TokenVerifier, 'must be a class of the application: TokenVerifier is this one')
        .optional(),
      doc: 'A provider of the application that is a `TokenVerifier`, by its class.',
    },
    ...vouchingRows,
  },
} as const satisfies OptionTable;
