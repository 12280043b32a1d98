import { z } from 'zod';
import { multiAuth } from '../composition/multi.auth.js';
import { webUrl } from '../options/option-schemas.js';
import { introspectionVerifier } from '../token-verification/introspection.auth.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';
import { slashlessIssuer } from './provider-address.js';

/** Options of `pingFederate`. */
export interface PingFederateOptions {
  /** Base URL of the server, which is the issuer of its tokens: `https://sso.example.com`. */
  readonly issuer: string;
  /** Audience that the access token manager writes. Default: the resource. */
  readonly audience?: string | undefined;
  /** Clients whose tokens are accepted; with them, tokens without `aud` are too. Default: every client, and `aud` is needed. */
  readonly allowedClientIds: readonly string[];
  /** Keys of the access token manager. Default: `<issuer>/pf/JWKS`. */
  readonly jwksUri?: string | undefined;
  /** Client of this service, as which it asks about reference tokens. Default: JWTs only. */
  readonly clientId?: string | undefined;
  /** The secret that goes with it. */
  readonly clientSecret?: string | undefined;
}

/** PingFederate: JWTs and, with credentials, reference tokens. */
export const pingFederate = definePreset<PingFederateOptions, 'allowedClientIds'>({
  name: 'pingfederate',
  title: 'PingFederate',
  mode: 'direct',
  rows: {
    issuer: {
      schema: slashlessIssuer('PingFederate'),
      doc: 'Base URL of the server, which is the issuer of its tokens.',
      variable: { form: 'text' },
    },
    audience: {
      schema: z.string().min(1).optional(),
      doc: 'Audience that the access token manager writes. Unset: the resource.',
      variable: { form: 'text' },
    },
    allowedClientIds: {
      schema: z.array(z.string().min(1)).default([]),
      doc: 'Clients whose tokens are accepted; with them, tokens without `aud` are too. None: every client, and `aud` is needed.',
      variable: { form: 'list' },
    },
    jwksUri: {
      schema: webUrl.optional(),
      doc: 'Keys of the access token manager, where it has its own. Unset: `<issuer>/pf/JWKS`.',
      variable: { form: 'text' },
    },
    clientId: {
      schema: z.string().min(1).optional(),
      doc: 'Client of this service, as which it asks about reference tokens. Unset: JWTs only.',
      variable: { form: 'text' },
    },
    clientSecret: {
      schema: z.string().min(1).optional(),
      doc: 'The secret that goes with it.',
      variable: { form: 'secret' },
    },
  },
  problems: ({ clientId, clientSecret }) =>
    (clientId === undefined) === (clientSecret === undefined)
      ? []
      : [
          {
            path: 'clientSecret',
            message: 'and `clientId` belong together: set both, or none where all tokens are JWTs',
          },
        ],
  facts: ({ issuer, audience: own, allowedClientIds, jwksUri, clientId, clientSecret, ...common }, { resource }) => {
    const audience = own ?? resource ?? [];
    const audienceClaim = allowedClientIds.length > 0 ? 'optional' : 'required';
    const claims = { issuer, audience, audienceClaim, allowedClientIds, ...commonVerifierOptions(common) } as const;
    const keys = { jwksUri: jwksUri ?? `${issuer}/pf/JWKS`, algorithms: ['RS256', 'PS256', 'ES256', 'ES384'] } as const;
    const jwts = jwtVerifier({ ...claims, ...keys });
    if (clientId === undefined || clientSecret === undefined) return { authorizationServers: [issuer], verifier: jwts };
    const endpoint = `${issuer}/as/introspect.oauth2`;
    const references = introspectionVerifier({ ...claims, endpoint, clientId, clientSecret, tokenFormat: 'opaque' });
    return { authorizationServers: [issuer], verifier: multiAuth([jwts, references]) };
  },
});
