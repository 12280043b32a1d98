import { z } from 'zod';
import type { SaidOptions } from '../composition/environment-form.js';
import { isKeyText } from '../identity-provider/shared-secret.js';
import type { OptionTable } from '../options/option-row.js';
import { scopeOption, textOption, webUrl } from '../options/option-schemas.js';
import { issuerFault } from './issuer-name.js';
import { algorithmNames } from './verifiers/signature.js';

const issuerOption = textOption(issuerFault);
const claimPath = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional();
const audience = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional();
const algorithms = z.array(z.enum(algorithmNames)).min(1).optional();
const publicKey = z.union([z.string(), z.record(z.string(), z.unknown())]).optional();
const secret = z.union([z.string(), z.instanceof(Uint8Array)], 'must be text or bytes').optional();

const scopeFunction = z
  .custom<(scope: string) => string>((value) => typeof value === 'function', 'must be a function from scope to scope')
  .optional();

/** The options of `jwtVerifier`, one row each. */
export const jwtTable = {
  prefix: 'MCP_AUTH_JWT',
  fastMcpPrefix: 'FASTMCP_SERVER_AUTH_JWT',
  rows: {
    issuer: {
      schema: z.union([issuerOption, z.array(issuerOption).min(1)]).optional(),
      doc: 'Exactly the `iss` of the tokens; several, where one issuer has several names. Where no key is given, the keys are found from the first one, which then has to be an https URL (RFC 8414, OpenID Connect Discovery); otherwise any text will do, such as `urn:example:issuer`.',
      variable: { form: 'list', fastMcp: ['ISSUER'] },
    },
    issuers: {
      schema: z
        .array(
          z.strictObject({
            issuer: issuerOption,
            jwksUri: webUrl.optional(),
            publicKey,
            secret,
            audience,
            algorithms,
          }),
        )
        .min(1)
        .optional(),
      doc: 'Several issuers instead of one, each with `issuer`, its own keys, and `audience` and `algorithms` where they differ. A token is verified with the keys of its `iss` and no others.',
    },
    jwksUri: {
      schema: webUrl.optional(),
      doc: 'Where the issuer publishes its keys (RFC 7517).',
      variable: { form: 'text', fastMcp: ['JWKS_URI'] },
    },
    publicKey: {
      schema: publicKey,
      doc: "The issuer's public key as PEM text or JWK, where nothing may be fetched.",
      variable: { form: 'key', fastMcp: ['PUBLIC_KEY'], when: isKeyText },
    },
    secret: {
      schema: secret,
      doc: 'A secret that the issuer shares with this service, for HMAC: text, or bytes; at least as long as its hash (RFC 7518 §3.2).',
      // FastMCP says a key and a shared secret in the same variable.
      variable: { form: 'secret', fastMcp: ['PUBLIC_KEY'], when: (text: string) => !isKeyText(text) },
    },
    audience: {
      schema: audience,
      doc: '`aud` that tokens must have, one of several. Outside production the resource, where it is not set.',
      variable: { form: 'list', fastMcp: ['AUDIENCE'] },
    },
    algorithms: {
      schema: algorithms,
      doc: 'Accepted signature algorithms. Unset: every asymmetric one that the key allows; with a secret, HS256.',
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
      doc: '`at+jwt` demands the type of RFC 9068. `access-token` also takes tokens without it, unless their claims show that they are ID tokens or client assertions; an ID token without `nonce` and `at_hash` that has our audience cannot be told apart, so demand `at+jwt` where the issuer writes it.',
      variable: { form: 'text' },
    },
    clockToleranceSeconds: {
      schema: z.number().min(0).max(60).default(5),
      doc: "How far the issuer's clock may be off, at most 60.",
      variable: { form: 'number' },
    },
    scopeClaim: {
      schema: claimPath,
      doc: 'Where the scopes stand: a claim, or a dotted path into one. Unset: `scope`, else `scp`, else `scopes`.',
      variable: { form: 'text' },
    },
    roleClaim: {
      schema: claimPath,
      doc: 'Where the roles stand, for example `realm_access.roles`. Unset: `roles`.',
      variable: { form: 'text' },
    },
    tenantClaim: {
      schema: claimPath,
      doc: 'Where the tenant stands. Unset: `tid`, else `tenant`.',
      variable: { form: 'text' },
    },
    scopeTranslation: {
      schema: z.strictObject({ fromToken: scopeFunction, toClient: scopeFunction }).optional(),
      doc: '`fromToken` and `toClient`: how scopes of tokens and scopes that clients ask for differ, where they do.',
    },
    cacheMaxAgeSeconds: {
      schema: z.number().min(0).max(300).default(60),
      doc: 'How long a verified token is remembered, never past its `exp`; 0 verifies every time.',
      variable: { form: 'number' },
    },
    cacheMaxTokens: {
      schema: z.int().min(2).max(1_000_000).default(10_000),
      doc: 'How many verified tokens are remembered.',
      variable: { form: 'number' },
    },
  },
} as const satisfies OptionTable;

/** The options as variables say them; whom `MCP_AUTH_JWT_ISSUER` does not name is the only authorization server there is. */
export function jwtOptionsFrom(said: SaidOptions, authorizationServers: readonly unknown[] = []): object {
  const [onlyServer] = authorizationServers.length === 1 ? authorizationServers : [];
  return { ...(onlyServer !== undefined && { issuer: onlyServer }), ...said(jwtTable) };
}
