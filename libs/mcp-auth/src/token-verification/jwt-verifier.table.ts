import { z } from 'zod';
import type { SaidOptions } from '../composition/environment-form.js';
import { isKeyText } from '../identity-provider/shared-secret.js';
import type { OptionTable } from '../options/option-row.js';
import { textOption, webUrl } from '../options/option-schemas.js';
import { claimRows } from './claim.rows.js';
import { issuerFault } from './issuer-name.js';
import { algorithmNames } from './verifiers/signature.js';

const issuerOption = textOption(issuerFault);
const audience = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional();
const algorithms = z.array(z.enum(algorithmNames)).min(1).optional();
const publicKey = z.union([z.string(), z.record(z.string(), z.unknown())]).optional();
const secret = z.union([z.string(), z.instanceof(Uint8Array)], 'must be text or bytes').optional();

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
    tokenType: {
      schema: z.enum(['at+jwt', 'access-token']).default('access-token'),
      doc: '`at+jwt` demands the type of RFC 9068. `access-token` also takes tokens without it, unless their claims show that they are ID tokens or client assertions; an ID token without `nonce` and `at_hash` that has our audience cannot be told apart, so demand `at+jwt` where the issuer writes it.',
      variable: { form: 'text' },
    },
    ...claimRows,
  },
} as const satisfies OptionTable;

/** The options as variables say them; whom `MCP_AUTH_JWT_ISSUER` does not name is the only authorization server there is. */
export function jwtOptionsFrom(said: SaidOptions, authorizationServers: readonly unknown[] = []): object {
  const [onlyServer] = authorizationServers.length === 1 ? authorizationServers : [];
  return { ...(onlyServer !== undefined && { issuer: onlyServer }), ...said(jwtTable) };
}
