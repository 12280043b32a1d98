import { defineAuth, type AuthContext, type VerifierKind } from '../composition/auth-kind.js';
import type { Resolution } from '../core/resolution.js';
import { ProviderApiInspector, type TokenApi } from '../identity-provider/provider-api.inspector.js';
import { readOptions } from '../options/read-options.js';
import { cacheBoundsOf, claimRulesOf, readingOf, scopeToClient } from './claim-reading.js';
import type { ClaimOptions } from './claim.options.js';
import type { InspectionOptions } from './inspection.options.js';
import { inspectionVerifier, type InspectionSettings } from './inspection-verifier.js';
import { providerApiTable } from './provider-api.table.js';
import { clientProblems } from './whose-tokens.js';

/** Options of a verifier that asks the API of a provider; presets give them. */
export interface ProviderApiOptions extends ClaimOptions, InspectionOptions {
  /** `iss` of principals: the provider's own name for itself. */
  readonly issuer: string;
  readonly api: TokenApi;
  /** What the provider's answer must name in `aud`, where it has one. */
  readonly audience?: string | readonly string[];
}

interface ProviderApiSettings {
  readonly issuer: string;
  readonly api: TokenApi;
  readonly inspection: InspectionSettings;
  readonly scopeToClient: (scope: string) => string;
}

function resolve(options: ProviderApiOptions, context: AuthContext): Resolution<ProviderApiSettings> {
  const read = readOptions(providerApiTable, options, context.optionPath, [
    ...clientProblems(providerApiTable, options, context),
  ]);
  if (!read.ok) return read;
  const { settings } = read;
  const { issuer, tokenPrefix: prefix = '', unexpiringTokenSeconds: unexpiringSeconds } = settings;
  const audiences = [settings.audience ?? context.resource ?? []].flat();
  const claims = { ...claimRulesOf(settings), audiences };
  const rules = {
    issuer,
    claims,
    reading: readingOf(options, settings),
    prefix,
    formats: 'opaque',
    unexpiringSeconds,
  } as const;
  const { refusedMaxAgeSeconds, timeoutSeconds } = settings;
  const inspection = { rules, cache: cacheBoundsOf(settings), refusedMaxAgeSeconds, timeoutMs: timeoutSeconds * 1000 };
  return { ok: true, settings: { issuer, api: settings.api, inspection, scopeToClient: scopeToClient(options) } };
}

const providerApiKind: VerifierKind<ProviderApiOptions, ProviderApiSettings> = {
  name: 'provider-api',
  resourceMetadata: 'none',
  issuersOf: ({ issuer }) => [issuer],
  resolve,
  createVerifier: ({ api, inspection }, ports) => {
    const inspector = new ProviderApiInspector(api, ports.outbound.configured, inspection.timeoutMs);
    return inspectionVerifier(inspector, inspection, ports);
  },
  marksOf: ({ inspection }) => ({ issuers: [], prefixes: [inspection.rules.prefix] }),
  advertisedScope: (settings, scope) => settings.scopeToClient(scope),
};

/** Asks the API of a provider what its opaque tokens are worth; for presets. */
export const providerApiVerifier = defineAuth<ProviderApiOptions, VerifierKind<ProviderApiOptions>>(providerApiKind);
