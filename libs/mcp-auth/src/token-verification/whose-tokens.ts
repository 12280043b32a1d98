import type { AuthContext } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { OptionTable } from '../options/option-row.js';
import { variableOf } from '../options/read-options.js';
import type { ClaimOptions } from './claim.options.js';

const message = 'must be set in production: a token for another service must never work here';

/** In production the options say for whom tokens are: by an audience, or by clients where the issuer writes none. */
export function audienceProblems(
  table: OptionTable,
  audience: unknown,
  { audienceClaim }: ClaimOptions,
  { optionPath, production }: AuthContext,
): readonly ConfigurationProblem[] {
  if (!production || audience !== undefined || audienceClaim === 'optional') return [];
  return [{ path: `${optionPath}.audience`, message, ...variable(table, 'audience') }];
}

/** Where tokens need no audience, their clients are known. */
export function clientProblems(
  table: OptionTable,
  { audienceClaim, allowedClientIds = [] }: ClaimOptions,
  { optionPath }: AuthContext,
): readonly ConfigurationProblem[] {
  if (audienceClaim !== 'optional' || allowedClientIds.length > 0) return [];
  const needed = 'must be set where tokens need no audience: a token for another service must never work here';
  return [{ path: `${optionPath}.allowedClientIds`, message: needed, ...variable(table, 'allowedClientIds') }];
}

function variable(table: OptionTable, option: string): { readonly variable?: string } {
  const name = variableOf(table, [option]);
  return name === undefined ? {} : { variable: name };
}
