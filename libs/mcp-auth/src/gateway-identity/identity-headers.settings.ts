import type { AuthContext } from '../composition/auth-kind.js';
import type { Resolution } from '../core/resolution.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { digestOf } from '../core/secret-digest.js';
import { readOptions } from '../options/read-options.js';
import { gatewayTable, type RawGatewayOptions } from './gateway-identity.table.js';
import type { IdentityHeaderNames } from './gateway-identity.options.js';
import type { GatewayProof } from './gateway-trust.check.js';
import { foreignOptionProblems, oncePerPath, problemOf } from './option-problems.js';

/** Which headers say who calls, and what proves that the gateway wrote them. */
export interface IdentityHeadersSettings {
  readonly identity: 'headers';
  readonly issuer: string;
  /** Names in lower case. */
  readonly headers: IdentityHeaderNames;
  readonly proof: GatewayProof;
}

interface Trust {
  readonly peerNames?: readonly string[] | undefined;
  readonly secretHeader?: string | undefined;
  readonly secret?: string | undefined;
}

const oneProof =
  'is missing: give `peerNames`, or `secretHeader` and `secret`; without, everybody could say who they are';

/** Reads the options of a gateway that signs nothing, or tells everything that is wrong with them. */
export function resolveIdentityHeaders(
  options: RawGatewayOptions,
  { optionPath }: AuthContext,
): Resolution<IdentityHeadersSettings> {
  const read = readOptions(gatewayTable, options, optionPath, [
    ...foreignOptionProblems(options, ['headers', 'trust', 'issuer'], optionPath),
    ...(options.headers === undefined ? [problemOf('headers.subject', 'is missing', optionPath)] : []),
    ...issuerProblems(options.issuer, optionPath),
    ...trustProblems(options.trust, optionPath),
  ]);
  if (!read.ok) return { ok: false, problems: oncePerPath(read.problems) };
  const { headers, trust = {}, issuer = '' } = read.settings;
  const proof = proofOf(trust);
  if (headers === undefined || proof === undefined) return { ok: false, problems: [] };
  const problems = sharedNames(headers, proof, optionPath);
  if (problems.length > 0) return { ok: false, problems };
  const settings = { identity: 'headers', issuer: String(issuer), headers: withoutUnused(headers), proof } as const;
  return { ok: true, settings };
}

function issuerProblems(given: unknown, root: string): readonly ConfigurationProblem[] {
  const isOne = [given ?? []].flat().length === 1;
  return isOne ? [] : [problemOf('issuer', 'must be one: whom the principals are said to come from', root)];
}

/** Nothing of it is read yet. */
function trustProblems(given: unknown, root: string): readonly ConfigurationProblem[] {
  const { peerNames, secretHeader, secret }: Readonly<Record<string, unknown>> = Object(given);
  const isBySecret = secretHeader !== undefined || secret !== undefined;
  if (peerNames === undefined && !isBySecret) return [problemOf('trust.peerNames', oneProof, root)];
  if (peerNames !== undefined && isBySecret) {
    return [problemOf('trust.peerNames', 'and `secret` exclude each other; a certificate is the better proof', root)];
  }
  if (!isBySecret) return [];
  const missing = [
    ...(secretHeader === undefined ? ['secretHeader'] : []),
    ...(secret === undefined ? ['secret'] : []),
  ];
  return missing.map((option) => problemOf(`trust.${option}`, 'is missing', root));
}

function proofOf({ peerNames, secretHeader, secret }: Trust): GatewayProof | undefined {
  if (peerNames !== undefined) return { by: 'certificate', peerNames };
  if (secretHeader === undefined || secret === undefined) return undefined;
  return { by: 'secret', secretHeader, secretDigest: digestOf(secret) };
}

type ReadHeaders = { readonly [Name in keyof IdentityHeaderNames]: IdentityHeaderNames[Name] | undefined };

/** A header that means two things means the wrong one in one of the places. */
function sharedNames(headers: ReadHeaders, proof: GatewayProof, root: string): readonly ConfigurationProblem[] {
  const names = Object.entries(headers).filter(([, name]) => name !== undefined);
  const secretNames = proof.by === 'secret' ? [['trust.secretHeader', proof.secretHeader] as const] : [];
  const all = [...names.map(([part, name]) => [`headers.${part}`, name] as const), ...secretNames];
  const isTaken = (name: string | undefined, index: number) => all.findIndex(([, other]) => other === name) < index;
  return all
    .filter(([, name], index) => isTaken(name, index))
    .map(([option, name]) => problemOf(option, `has the header "${name}" of another option`, root));
}

function withoutUnused({ subject, ...others }: ReadHeaders & { readonly subject: string }): IdentityHeaderNames {
  return { subject, ...Object.fromEntries(Object.entries(others).filter(([, name]) => name !== undefined)) };
}
