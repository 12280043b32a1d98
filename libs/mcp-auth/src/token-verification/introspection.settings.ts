import type { AuthContext } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Resolution } from '../core/resolution.js';
import { readClientKey } from '../identity-provider/client-key.js';
import type { ClientCredential, RegisteredClient } from '../identity-provider/client-credential.js';
import { plainHttpProblems } from '../options/option-schemas.js';
import { readOptions, variableOf } from '../options/read-options.js';
import { cacheBoundsOf, claimRulesOf, readingOf, scopeToClient } from './claim-reading.js';
import type { InspectionSettings } from './inspection-verifier.js';
import type { IntrospectionOptions } from './introspection.options.js';
import { introspectionTable } from './introspection.table.js';
import { audienceProblems, clientProblems } from './whose-tokens.js';

/** Settings of `introspectionVerifier`, read and complete. */
export interface IntrospectionSettings extends RegisteredClient {
  readonly endpoint: string | undefined;
  readonly answer: 'json' | 'signed';
  readonly inspection: InspectionSettings;
  readonly scopeToClient: (scope: string) => string;
}

/** Reads the options, or tells everything that is wrong with them. */
export function resolveIntrospection(
  options: IntrospectionOptions,
  context: AuthContext,
): Resolution<IntrospectionSettings> {
  const { optionPath } = context;
  const credential = resolveCredential(options, optionPath);
  const audience = context.audience ?? options.audience;
  const read = readOptions(introspectionTable, options, optionPath, [
    ...(credential.ok ? [] : credential.problems),
    ...audienceProblems(introspectionTable, audience, options, context),
    ...clientProblems(introspectionTable, options, context),
    ...plainHttpProblems(askedUrls(options, optionPath), context.insecureHosts),
    ...unfindable(options, optionPath),
  ]);
  if (!read.ok) return read;
  if (!credential.ok) return credential;
  const { settings } = read;
  const { issuer, endpoint, clientId, answer, tokenPrefix: prefix = '', tokenFormat: formats } = settings;
  const claims = { ...claimRulesOf(settings), audiences: [audience ?? context.resource ?? []].flat() };
  const { unexpiringTokenSeconds: unexpiringSeconds, refusedMaxAgeSeconds, timeoutSeconds } = settings;
  const rules = { issuer, claims, reading: readingOf(options, settings), prefix, formats, unexpiringSeconds };
  const inspection = { rules, cache: cacheBoundsOf(settings), refusedMaxAgeSeconds, timeoutMs: timeoutSeconds * 1000 };
  const scopes = scopeToClient(options);
  return {
    ok: true,
    settings: {
      issuer,
      endpoint,
      clientId,
      credential: credential.settings,
      answer,
      inspection,
      scopeToClient: scopes,
    },
  };
}

function resolveCredential(
  { clientSecret, privateKey, secretIn = 'client_secret_basic' }: IntrospectionOptions,
  path: string,
): Resolution<ClientCredential> {
  if ((clientSecret === undefined) === (privateKey === undefined)) {
    const message = 'needs exactly one of `clientSecret` and `privateKey`';
    return refused({ path, message, ...variable('clientSecret') });
  }
  if (privateKey === undefined) {
    return { ok: true, settings: { by: 'secret', secret: clientSecret ?? '', in: secretIn } };
  }
  const read = readClientKey(privateKey);
  if ('key' in read) return { ok: true, settings: { by: 'key', key: read.key } };
  return refused({ path: `${path}.privateKey`, message: read.fault, ...variable('privateKey') });
}

function askedUrls({ issuer, endpoint }: IntrospectionOptions, path: string) {
  return [
    { path: `${path}.issuer`, url: issuer, ...variable('issuer') },
    { path: `${path}.endpoint`, url: endpoint, ...variable('endpoint') },
  ];
}

/** An issuer may be any text (RFC 7519 §4.1.1), but only a URL leads to its metadata. */
function unfindable({ issuer, endpoint, answer }: IntrospectionOptions, path: string): readonly ConfigurationProblem[] {
  if (typeof issuer !== 'string' || issuer === '' || /^https?:/i.test(issuer)) return [];
  const noEndpoint = 'is missing; it is found from an issuer only if that is an https URL';
  const noKeys = '"signed" needs an issuer that is an https URL: its keys are found from there';
  return [
    ...(endpoint === undefined ? [{ path: `${path}.endpoint`, message: noEndpoint, ...variable('endpoint') }] : []),
    ...(answer === 'signed' ? [{ path: `${path}.answer`, message: noKeys, ...variable('answer') }] : []),
  ];
}

function refused(problem: ConfigurationProblem): Resolution<never> {
  return { ok: false, problems: [problem] };
}

function variable(option: string): { readonly variable?: string } {
  const name = variableOf(introspectionTable, [option]);
  return name === undefined ? {} : { variable: name };
}
