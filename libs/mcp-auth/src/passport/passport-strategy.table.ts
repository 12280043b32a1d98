import { z } from 'zod';
import { isJsonObject } from '../core/json-object.js';
import type { OptionTable } from '../options/option-row.js';
import { vouchingRows } from '../token-verification/vouching.js';
import type { PassportStrategy, PassportStrategyOptions, StrategyProvider } from './passport-strategy.options.js';

const isFunction = (value: unknown): boolean => typeof value === 'function';

/** Whether it is a strategy itself. */
export function isStrategy(value: unknown): value is PassportStrategy {
  return isJsonObject(value) && isFunction(value['authenticate']);
}

function isProvider(value: unknown): value is StrategyProvider {
  return isJsonObject(value) && isFunction(value['useExisting']);
}

/** The options of `passportStrategyVerifier`, which only code can say. */
export const passportStrategyTable = {
  prefix: 'MCP_AUTH_PASSPORT_STRATEGY',
  rows: {
    strategy: {
      schema: z.custom<PassportStrategyOptions['strategy']>(
        (value) => isStrategy(value) || isProvider(value),
        'must be a strategy of Passport, or { useExisting: its class }',
      ),
      doc: 'A strategy of Passport, or `{ useExisting }` with the class of one that is a provider.',
    },
    principal: {
      schema: z.custom<PassportStrategyOptions['principal']>(isFunction, 'must be a function of the user'),
      doc: 'Claims of whom the strategy lets in: `sub`, `iss`, and `exp`, `scope`, `roles` where it knows them.',
    },
    ...vouchingRows,
  },
} as const satisfies OptionTable;
