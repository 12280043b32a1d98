import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Resolution } from '../core/resolution.js';
import { isWebUrl } from '../core/resource-identifier.js';
import { readPublicKey } from '../identity-provider/public-key.js';
import { bindSecret, sharedSecretFault } from '../identity-provider/shared-secret.js';
import type { VerificationKey } from '../identity-provider/verification-key.js';
import { variableOf } from '../options/read-options.js';
import type { TrustedIssuerOptions } from './jwt-verifier.options.js';
import { jwtTable } from './jwt-verifier.table.js';
import { asymmetricAlgorithms, sharedSecretAlgorithms } from './verifiers/signature.js';

/** Where the keys of an issuer come from. */
export type KeySource =
  | { readonly from: 'jwks'; readonly jwksUri: string }
  | { readonly from: 'discovery'; readonly issuer: string }
  | { readonly from: 'options'; readonly key: VerificationKey };

/** Keys, and the algorithms that they may be used with. */
export interface ReadKeySource {
  readonly keySource: KeySource;
  readonly algorithms: readonly string[];
}

type KeyOptions = Partial<Pick<TrustedIssuerOptions, 'issuer' | 'jwksUri' | 'publicKey' | 'secret' | 'algorithms'>>;

/**
 * Reads where the keys of an issuer come from. A secret excludes everything public: were both accepted, a public key could be
 * taken for a secret (RFC 8725 §2.1).
 */
export function resolveKeySource(options: KeyOptions, path: string): Resolution<ReadKeySource> {
  const sources = (['jwksUri', 'publicKey', 'secret'] as const).filter((name) => options[name] !== undefined);
  if (sources.length > 1) {
    const message = `${sources.map((name) => `\`${name}\``).join(' and ')} exclude each other`;
    return refused({ path, message, ...variable('jwksUri') });
  }
  return options.secret === undefined ? resolvePublicKeys(options, path) : resolveSecret(options, options.secret, path);
}

function resolveSecret(options: KeyOptions, secret: unknown, path: string): Resolution<ReadKeySource> {
  const algorithms = Array.isArray(options.algorithms) ? options.algorithms : ['HS256'];
  // What is neither text nor bytes is told by the schema.
  if (typeof secret !== 'string' && !(secret instanceof Uint8Array)) return { ok: false, problems: [] };
  const foreign = algorithmsOutside(sharedSecretAlgorithms, algorithms);
  if (foreign.length > 0) {
    const message = `${foreign.join(', ')} cannot be checked with a secret`;
    return refused({ path: `${path}.algorithms`, message, ...variable('algorithms') });
  }
  const fault = sharedSecretFault(secret, algorithms);
  if (fault !== undefined) return refused({ path: `${path}.secret`, message: fault, ...variable('secret') });
  return {
    ok: true,
    settings: { keySource: { from: 'options', key: bindSecret(secret, algorithms) }, algorithms },
  };
}

function resolvePublicKeys(options: KeyOptions, path: string): Resolution<ReadKeySource> {
  const { algorithms = asymmetricAlgorithms, jwksUri, publicKey, issuer = '' } = options;
  const foreign = algorithmsOutside(asymmetricAlgorithms, algorithms);
  if (foreign.length > 0) {
    const message = `${foreign.join(', ')} needs \`secret\`, and no public key`;
    return refused({ path: `${path}.algorithms`, message, ...variable('algorithms') });
  }
  if (jwksUri !== undefined) return { ok: true, settings: { keySource: { from: 'jwks', jwksUri }, algorithms } };
  if (publicKey !== undefined) return resolvePublicKey(publicKey, algorithms, path);
  if (issuer === '' || isWebUrl(issuer)) {
    return { ok: true, settings: { keySource: { from: 'discovery', issuer }, algorithms } };
  }
  const message =
    'is missing; keys are found from an issuer only if it is an https URL. Or give `publicKey` or `secret`';
  return refused({ path: `${path}.jwksUri`, message, ...variable('jwksUri') });
}

function resolvePublicKey(
  publicKey: NonNullable<KeyOptions['publicKey']>,
  algorithms: readonly string[],
  path: string,
): Resolution<ReadKeySource> {
  const read = readPublicKey(publicKey);
  if ('key' in read) return { ok: true, settings: { keySource: { from: 'options', key: read.key }, algorithms } };
  return refused({ path: `${path}.publicKey`, message: read.fault, ...variable('publicKey') });
}

/** The options are not read yet, so the list may be anything; what is no name is told by the schema. */
function algorithmsOutside(allowed: readonly string[], algorithms: unknown): readonly string[] {
  const known = [...asymmetricAlgorithms, ...sharedSecretAlgorithms] as readonly string[];
  if (!Array.isArray(algorithms)) return [];
  return algorithms.filter((name) => known.includes(name) && !allowed.includes(name));
}

function refused(problem: ConfigurationProblem): Resolution<never> {
  return { ok: false, problems: [problem] };
}

function variable(option: string): { readonly variable?: string } {
  const name = variableOf(jwtTable, [option]);
  return name === undefined ? {} : { variable: name };
}
