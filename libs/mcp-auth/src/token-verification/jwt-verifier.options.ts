import { z } from 'zod';
import type { AuthContext } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { readPublicKey, type PublicKeyInput } from '../identity-provider/static.key-set.js';
import type { VerificationKey } from '../identity-provider/verification-key.js';
import { safeUrl, safeUrlFault, scopeOption, textOption } from '../options/option-schemas.js';
import type { Resolution } from '../core/resolution.js';
import type { OptionTable } from '../options/option-row.js';
import { readOptions } from '../options/read-options.js';
import type { SaidOptions } from '../composition/environment-form.js';
import type { JwtRules } from './claims/jwt-rules.js';
import { algorithmNames, type AlgorithmName } from './verifiers/signature.js';

/** Options of `jwtVerifier`. */
export interface JwtVerifierOptions {
  /** Where the issuer publishes its keys (RFC 7517). Either this or `publicKey`. */
  readonly jwksUri?: string;
  /** The issuer's public key as PEM text or JWK, where nothing may be fetched. Either this or `jwksUri`. */
  readonly publicKey?: PublicKeyInput;
  /** Exactly the `iss` of the tokens. */
  readonly issuer: string;
  /** `aud` that tokens must have, one of several. Default outside production: the resource. */
  readonly audience?: string | readonly string[];
  /** Accepted signature algorithms. Default: every asymmetric one that the key allows. */
  readonly algorithms?: readonly AlgorithmName[];
  /** Scopes without which a good token gets 403. */
  readonly requiredScopes?: readonly string[];
  /** Claims that must be there, whatever their value. */
  readonly requiredClaims?: readonly string[];
  /** `at+jwt` demands the type of RFC 9068; the default also takes tokens without it, unless they show that they are ID tokens. */
  readonly tokenType?: 'at+jwt' | 'access-token';
  /** How far the issuer's clock may be off, at most 60. Default: 5. */
  readonly clockToleranceSeconds?: number;
}

/** Settings of `jwtVerifier`, read and complete. */
export interface JwtSettings {
  readonly rules: JwtRules;
  readonly requiredScopes: readonly string[];
  readonly keySource: { readonly jwksUri: string } | { readonly key: VerificationKey };
}

/** FastMCP says a key and a shared secret in the same variable. */
const isKeyText = (text: string) => text.includes('-----BEGIN') || text.trimStart().startsWith('{');

export const jwtTable = {
  prefix: 'MCP_AUTH_JWT',
  fastMcpPrefix: 'FASTMCP_SERVER_AUTH_JWT',
  rows: {
    issuer: {
      schema: textOption(issuerFault),
      doc: 'Exactly the `iss` of the tokens.',
      variable: { form: 'text', fastMcp: ['ISSUER'] },
    },
    jwksUri: {
      schema: safeUrl.optional(),
      doc: 'Where the issuer publishes its keys (RFC 7517).',
      variable: { form: 'text', fastMcp: ['JWKS_URI'] },
    },
    publicKey: {
      schema: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
      doc: "The issuer's public key as PEM text or JWK, where nothing may be fetched.",
      variable: { form: 'key', fastMcp: ['PUBLIC_KEY'], when: isKeyText },
    },
    audience: {
      schema: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
      doc: '`aud` that tokens must have, one of several. Outside production the resource, where it is not set.',
      variable: { form: 'list', fastMcp: ['AUDIENCE'] },
    },
    algorithms: {
      schema: z.array(z.enum(algorithmNames)).min(1).default(algorithmNames),
      doc: 'Accepted signature algorithms.',
      variable: { form: 'list', fastMcp: ['ALGORITHM'] },
    },
    requiredScopes: {
      schema: z.array(scopeOption).default([]),
      doc: 'Scopes without which a good token gets 403.',
      variable: { form: 'list', fastMcp: ['REQUIRED_SCOPES'] },
    },
    requiredClaims: {
      schema: z.array(z.string()).default([]),
      doc: 'Claims that must be there, whatever their value.',
      variable: { form: 'list' },
    },
    tokenType: {
      schema: z.enum(['at+jwt', 'access-token']).default('access-token'),
      doc: '`at+jwt` demands the type of RFC 9068; `access-token` also takes tokens without it, unless they show that they are ID tokens.',
      variable: { form: 'text' },
    },
    clockToleranceSeconds: {
      schema: z.number().min(0).max(60).default(5),
      doc: "How far the issuer's clock may be off, at most 60.",
      variable: { form: 'number' },
    },
  },
} as const satisfies OptionTable;

/** The options as variables say them; whom `MCP_AUTH_JWT_ISSUER` does not name is the only authorization server there is. */
export function jwtOptionsFrom(said: SaidOptions, authorizationServers: readonly unknown[] = []): object {
  const [onlyServer] = authorizationServers.length === 1 ? authorizationServers : [];
  return { ...(onlyServer !== undefined && { issuer: onlyServer }), ...said(jwtTable) };
}

/** Reads the options, or tells everything that is wrong with them. */
export function resolveJwtOptions(options: JwtVerifierOptions, context: AuthContext): Resolution<JwtSettings> {
  const key = options.publicKey === undefined ? undefined : readPublicKey(options.publicKey);
  const problems = [...keyProblems(options, key, context), ...audienceProblems(options, context)];
  const parsed = readOptions(jwtTable, options, context.optionPath, problems);
  if (!parsed.ok) return parsed;
  const { issuer, audience, algorithms, tokenType, requiredClaims, clockToleranceSeconds } = parsed.settings;
  const audiences = [context.audience ?? audience ?? context.resource ?? []].flat();
  return {
    ok: true,
    settings: {
      rules: { issuer, audiences, algorithms, tokenType, requiredClaims, clockToleranceSeconds },
      requiredScopes: parsed.settings.requiredScopes,
      keySource: key === undefined ? { jwksUri: parsed.settings.jwksUri ?? '' } : { key },
    },
  };
}

/** RFC 7519 §4.1.1 lets an issuer be any text; one that is a URL must be a safe one. */
function issuerFault(issuer: string): string | undefined {
  if (issuer === '') return 'must be the exact `iss` of the tokens';
  return URL.canParse(issuer) ? safeUrlFault(issuer) : undefined;
}

function keyProblems(
  { jwksUri, publicKey }: JwtVerifierOptions,
  key: VerificationKey | undefined,
  { optionPath }: AuthContext,
): readonly ConfigurationProblem[] {
  if ((jwksUri === undefined) === (publicKey === undefined)) {
    return [
      {
        path: optionPath,
        message: 'needs exactly one of `jwksUri` and `publicKey`',
        variable: 'MCP_AUTH_JWT_JWKS_URI',
      },
    ];
  }
  if (publicKey === undefined || key !== undefined) return [];
  const message = 'is no usable public key: PEM or JWK, RSA of 2048 bits or more, P-256, P-384, P-521 or Ed25519';
  return [{ path: `${optionPath}.publicKey`, message }];
}

function audienceProblems(
  { audience }: JwtVerifierOptions,
  { optionPath, production, audience: ofResource }: AuthContext,
): readonly ConfigurationProblem[] {
  if (!production || audience !== undefined || ofResource !== undefined) return [];
  const message = 'must be set in production: a token for another service must never work here';
  return [{ path: `${optionPath}.audience`, message, variable: 'MCP_AUTH_JWT_AUDIENCE' }];
}
