import type { z } from 'zod';
import {
  defineAuth,
  type AuthContext,
  type AuthFactory,
  type AuthKind,
  type AuthValue,
  type VerifierValue,
} from '../composition/auth-kind.js';
import type { MultiKind } from '../composition/multi.auth.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Resolution } from '../core/resolution.js';
import type { OptionRow, OptionTable } from '../options/option-row.js';
import { readOptions } from '../options/read-options.js';
import { resolveRemoteAuth, remoteMembers, type RemoteAuthSettings } from '../remote-auth/remote.settings.js';
import { commonPresetRows, type CommonPresetOptions } from './common-preset.options.js';

/** Options as people write them: what has a default may be left out. */
export type Written<Options, Defaulted extends keyof Options> = Omit<Options, Defaulted> &
  Partial<Pick<Options, Defaulted>>;

/** One row for each option of a preset, of the very type of the option. */
export type PresetRows<Options> = {
  readonly [Name in keyof Options]-?: OptionRow<z.ZodType<Options[Name]>>;
};

/** What follows from the options of a preset: everything that level 2 has to know of the provider. */
export interface ProviderFacts {
  /** Issuer identifiers, letter by letter as the provider writes them. */
  readonly authorizationServers: readonly string[];
  readonly verifier: VerifierValue | AuthValue<readonly AuthValue[], MultiKind>;
  /** Members of the provider's metadata that MCP clients would use in vain. */
  readonly hiddenMembers?: readonly string[];
  /** Scopes that clients have to ask for besides those of the service, so that tokens are for it at all. */
  readonly furtherScopes?: readonly string[];
}

/** One identity provider as data: what to ask for, and what follows from it. */
export interface Preset<Options> {
  /** Value of `MCP_AUTH`; its variables begin `MCP_AUTH_<NAME>_`. */
  readonly name: string;
  /** As the provider writes its name. */
  readonly title: string;
  /** `direct`: clients log in there by themselves. `proxy`: MCP clients that nobody registered need the proxy in front of it. */
  readonly mode: 'direct' | 'proxy';
  readonly fastMcp?: { readonly names: readonly string[]; readonly prefix: string };
  readonly rows: PresetRows<Options>;
  /** Faults that only all options together show. */
  readonly problems?: (options: Options & CommonPresetOptions) => readonly ConfigurationProblem[];
  readonly facts: (options: Options & CommonPresetOptions, context: PresetContext) => ProviderFacts;
}

/** What a preset may know of the service. */
export type PresetContext = Pick<AuthContext, 'resource'>;

/** What of a preset does not depend on its options. */
export type PresetDescription = Pick<Preset<never>, 'name' | 'title' | 'mode'> & { readonly table: OptionTable };

/** The `auth:` factory of a preset. */
export type PresetFactory<Options> = AuthFactory<
  Options & CommonPresetOptions,
  AuthKind<Options & CommonPresetOptions, RemoteAuthSettings>
> & { readonly preset: PresetDescription };

/** The options of a preset as a table, with those that all presets have. */
function tableOf<Options>({ name, fastMcp, rows }: Preset<Options>): OptionTable {
  const prefix = `MCP_AUTH_${name.replaceAll('-', '_').toUpperCase()}`;
  return { prefix, ...(fastMcp && { fastMcpPrefix: fastMcp.prefix }), rows: { ...rows, ...commonPresetRows } };
}

/**
 * Makes the factory of a preset.
 * @typeParam Defaulted options that have a default, so that people may leave them out
 */
export function definePreset<Options extends object, Defaulted extends keyof Options = never>(
  preset: Preset<Options>,
): PresetFactory<Written<Options, Defaulted>> {
  type Given = Written<Options, Defaulted> & CommonPresetOptions;
  const { name, title, mode, fastMcp } = preset;
  const table = tableOf(preset);
  const kind: AuthKind<Given, RemoteAuthSettings> = {
    ...remoteMembers,
    name,
    issuersOf: (options) => {
      const read = readPreset(preset, table, options, 'auth');
      return read.ok ? preset.facts(read.settings, {}).authorizationServers : [];
    },
    resolve: (options, context) => {
      const read = readPreset(preset, table, options, context.optionPath);
      return read.ok ? resolveFacts(preset.facts(read.settings, context), read.settings, context) : read;
    },
    environment: {
      ...(fastMcp && { fastMcpNames: fastMcp.names }),
      tables: [table],
      optionsFrom: (said) => said(table),
    },
  };
  return Object.assign(defineAuth<Given, typeof kind>(kind), { preset: { name, title, mode, table } });
}

function readPreset<Options>(
  { problems }: Preset<Options>,
  table: OptionTable,
  given: object,
  path: string,
): Resolution<Options & CommonPresetOptions> {
  const read = readOptions(table, given, path);
  if (!read.ok) return read;
  // The rows are of the types of the options, which is what `PresetRows` demands.
  const settings = read.settings as unknown as Options & CommonPresetOptions;
  const further = (problems?.(settings) ?? []).map((one) => ({ ...one, path: `${path}.${one.path}` }));
  return further.length > 0 ? { ok: false, problems: further } : { ok: true, settings };
}

function resolveFacts(
  { hiddenMembers = [], furtherScopes, authorizationServers, verifier }: ProviderFacts,
  { resourceName, documentationUrl, rootAlias }: CommonPresetOptions,
  context: AuthContext,
): Resolution<RemoteAuthSettings> {
  const publication = {
    ...(resourceName !== undefined && { resourceName }),
    ...(documentationUrl !== undefined && { documentationUrl }),
    ...(rootAlias !== undefined && { rootAlias }),
  };
  const read = resolveRemoteAuth({ authorizationServers, verifier, ...publication }, context);
  return read.ok ? { ok: true, settings: { ...read.settings, hiddenMembers, furtherScopes } } : read;
}
