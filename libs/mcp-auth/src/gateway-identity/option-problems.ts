import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { variableOf } from '../options/read-options.js';
import { gatewayTable, type GatewayOption, type RawGatewayOptions } from './gateway-identity.table.js';

/** A problem of one option, with the variable that sets it. */
export function problemOf(option: string, message: string, root: string): ConfigurationProblem {
  const variable = variableOf(gatewayTable, option.split('.'));
  return { path: `${root}.${option}`, message, ...(variable !== undefined && { variable }) };
}

/** Options that say nothing to this gateway: whoever gives one believes that it does. */
export function foreignOptionProblems(
  options: RawGatewayOptions,
  taken: readonly GatewayOption[],
  root: string,
): readonly ConfigurationProblem[] {
  return Object.keys(gatewayTable.rows)
    .filter((option) => option !== 'gateway' && !isOneOf(option, taken) && valueOf(options, option) !== undefined)
    .map((option) => problemOf(option, `says nothing to the gateway "${String(options.gateway)}"`, root));
}

/** What is told of an option several times is told once. */
export function oncePerPath(problems: readonly ConfigurationProblem[]): readonly ConfigurationProblem[] {
  return problems.filter(({ path }, index) => problems.findIndex((one) => one.path === path) === index);
}

function isOneOf(option: string, taken: readonly string[]): boolean {
  return taken.includes(option);
}

function valueOf(options: RawGatewayOptions, option: string): unknown {
  return (options as Readonly<Record<string, unknown>>)[option];
}
