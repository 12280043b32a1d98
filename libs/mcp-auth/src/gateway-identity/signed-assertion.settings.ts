import type { AuthContext } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Resolution } from '../core/resolution.js';
import { readOptions } from '../options/read-options.js';
import type { JwtVerifierOptions } from '../token-verification/jwt-verifier.options.js';
import { resolveJwtOptions, type JwtSettings } from '../token-verification/jwt-verifier.settings.js';
import type { JwtForm } from '../token-verification/verifier-of-settings.js';
import type { Gateway, RawJwtOptions } from './gateway.js';
import { gatewayTable, type GatewayOption, type RawGatewayOptions } from './gateway-identity.table.js';
import { foreignOptionProblems, oncePerPath, problemOf } from './option-problems.js';

/** How the assertions of one gateway are found and verified. */
export interface SignedAssertionSettings {
  readonly identity: 'signed';
  /** Name of the header in lower case. */
  readonly header: string;
  readonly jwt: JwtSettings;
  readonly form: JwtForm;
  /** Clients of the identity provider whose assertions count; undefined where any does. */
  readonly clientIds: readonly string[] | undefined;
}

/** How an assertion is read, which is the same for all gateways. */
const readingOptions = [
  'requiredScopes',
  'requiredClaims',
  'clockToleranceSeconds',
  'scopeClaim',
  'roleClaim',
  'tenantClaim',
  'cacheMaxAgeSeconds',
  'cacheMaxTokens',
] as const satisfies readonly GatewayOption[];

/** Reads the options of a gateway that signs, or tells everything that is wrong with them. */
export function resolveSignedAssertion(
  gateway: Gateway,
  options: RawGatewayOptions,
  context: AuthContext,
): Resolution<SignedAssertionSettings> {
  const { optionPath } = context;
  const jwt = resolveJwtOptions(jwtOptionsOf(gateway, options), contextOf(gateway, context));
  const read = readOptions(gatewayTable, options, optionPath, [
    ...foreignOptionProblems(options, [...gateway.takes, ...readingOptions], optionPath),
    ...missingOptions(gateway, options, context),
    ...(jwt.ok ? [] : jwt.problems.map((problem) => inOurWords(problem, gateway, optionPath))),
  ]);
  if (!read.ok) return { ok: false, problems: oncePerPath(read.problems) };
  const { header = gateway.header, clientId } = read.settings;
  if (!jwt.ok || header === undefined) return { ok: false, problems: [] };
  const clientIds = clientId === undefined ? undefined : [clientId].flat();
  return { ok: true, settings: { identity: 'signed', header, jwt: jwt.settings, form: gateway.form, clientIds } };
}

/** Every value is still to be read, by `jwtVerifier` and by our own table. */
function jwtOptionsOf(gateway: Gateway, options: RawGatewayOptions): JwtVerifierOptions {
  const given = readingOptions.map((name) => [name, options[name]] as const);
  const all: RawJwtOptions = { ...gateway.jwtOptions(options), ...Object.fromEntries(given.filter(isGiven)) };
  return Object.fromEntries(Object.entries(all).filter(isGiven));
}

function isGiven([, value]: readonly [string, unknown]): boolean {
  return value !== undefined;
}

/** Who signs is no audience that a registration could have another one of. */
function contextOf({ audienceFrom }: Gateway, context: AuthContext): AuthContext {
  return audienceFrom === 'audience' ? context : { ...context, audience: undefined };
}

function missingOptions(
  { needs, audienceFrom }: Gateway,
  options: RawGatewayOptions,
  { optionPath, audience }: AuthContext,
): readonly ConfigurationProblem[] {
  const isSaidElsewhere = (option: string) =>
    option === audienceFrom && option === 'audience' && audience !== undefined;
  return Object.entries(needs(options))
    .filter(([option]) => options[option as GatewayOption] === undefined && !isSaidElsewhere(option))
    .map(([option, what]) => problemOf(option, `is missing: ${what}`, optionPath));
}

/** Our options have other names in places, and all of them other variables. */
function inOurWords({ path, message }: ConfigurationProblem, gateway: Gateway, root: string): ConfigurationProblem {
  const option = path.slice(root.length + 1);
  return problemOf(ownName(option, gateway), message, root);
}

function ownName(option: string, { audienceFrom, takes }: Gateway): string {
  if (option === 'audience') return audienceFrom;
  return option === 'jwksUri' && takes.includes('keysUrl') ? 'keysUrl' : option;
}
