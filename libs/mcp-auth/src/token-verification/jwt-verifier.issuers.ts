import type { AuthContext } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { quotedUrl } from '../core/quoted-url.js';
import { plainHttpProblems } from '../options/option-schemas.js';
import { variableOf } from '../options/read-options.js';
import type { JwtVerifierOptions, TrustedIssuerOptions } from './jwt-verifier.options.js';
import { jwtTable } from './jwt-verifier.table.js';

/** An issuer as the options give it, and where its options stand. */
export interface GivenIssuer extends Omit<TrustedIssuerOptions, 'issuer'> {
  readonly names: readonly string[];
  readonly path: string;
}

/** The options are not read yet, so every value may be anything. */
export function givenIssuers(options: JwtVerifierOptions, path: string): readonly GivenIssuer[] {
  const { issuers, issuer, jwksUri, publicKey, secret, audience, algorithms } = options;
  if (Array.isArray(issuers)) {
    return issuers.map((one: TrustedIssuerOptions | null, index) => {
      return { ...one, names: [one?.issuer ?? ''], path: `${path}.issuers.${index}` };
    });
  }
  const names = issuer === undefined ? [] : [issuer].flat();
  return [{ names, path, ...withoutAbsent({ jwksUri, publicKey, secret, audience, algorithms }) }];
}

/** Members without a value are left out. */
export function withoutAbsent<Members extends object>(members: Members): Partial<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<Members>;
}

/** What is wrong with the issuers as a whole: with their names, and with where they are. */
export function issuerProblems(options: JwtVerifierOptions, context: AuthContext): readonly ConfigurationProblem[] {
  return [...namingProblems(options, context), ...plainHttp(options, context)];
}

/** An issuer is a name, and may be where its keys are found from. */
function plainHttp(options: JwtVerifierOptions, { optionPath, insecureHosts }: AuthContext) {
  const given = givenIssuers(options, optionPath).flatMap(({ names, path, jwksUri }) => [
    ...names.map((url) => ({ path: `${path}.issuer`, url, variable: variable('issuer').variable })),
    { path: `${path}.jwksUri`, url: jwksUri, variable: variable('jwksUri').variable },
  ]);
  return plainHttpProblems(given, insecureHosts);
}

function namingProblems(options: JwtVerifierOptions, { optionPath }: AuthContext): readonly ConfigurationProblem[] {
  const { issuer, issuers, jwksUri, publicKey, secret } = options;
  if (issuers === undefined && issuer === undefined) {
    const message = 'is missing; it is the exact `iss` of the tokens';
    return [{ path: `${optionPath}.issuer`, message, ...variable('issuer') }];
  }
  const isDoubled = issuers !== undefined && [issuer, jwksUri, publicKey, secret].some((one) => one !== undefined);
  if (!isDoubled) return repeatedNames(options, optionPath);
  const message = 'takes the place of `issuer`, `jwksUri`, `publicKey` and `secret`; leave those out';
  return [{ path: `${optionPath}.issuers`, message }];
}

/** A second mention would quietly take the keys of the first one away, or say nothing. */
function repeatedNames(options: JwtVerifierOptions, optionPath: string): readonly ConfigurationProblem[] {
  const option = options.issuers === undefined ? 'issuer' : 'issuers';
  const names = givenIssuers(options, optionPath).flatMap((given) => given.names);
  const repeated = new Set(names.filter((name, index) => name !== '' && names.indexOf(name) !== index));
  return [...repeated].map((name) => {
    return { path: `${optionPath}.${option}`, message: `${quotedUrl(name)} stands there twice`, ...variable(option) };
  });
}

function variable(option: string): { readonly variable?: string } {
  const name = variableOf(jwtTable, [option]);
  return name === undefined ? {} : { variable: name };
}
