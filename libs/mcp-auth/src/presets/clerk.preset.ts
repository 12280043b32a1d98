import { z } from 'zod';
import { multiAuth } from '../composition/multi.auth.js';
import { introspectionVerifier } from '../token-verification/introspection.auth.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';
import { originOf, providerOriginOrHost } from './provider-origin.js';

/** Options of `clerk`. */
export interface ClerkOptions {
  /** Frontend API of the instance: `https://acme-1.clerk.accounts.dev`, or a domain of your own. */
  readonly domain: string;
  /** OAuth applications whose tokens need no audience. Default: none, so that every token has to name the resource. */
  readonly allowedClientIds: readonly string[];
  /** An OAuth application of this service, to ask about opaque tokens. Default: opaque tokens are refused. */
  readonly clientId?: string | undefined;
  /** Its secret. */
  readonly clientSecret?: string | undefined;
}

/** Clerk: JWTs, and opaque tokens where this service may ask about them. */
export const clerk = definePreset<ClerkOptions, 'allowedClientIds'>({
  name: 'clerk',
  title: 'Clerk',
  mode: 'direct',
  fastMcp: { names: ['clerk', 'clerkprovider', 'clerktokenverifier'], prefix: 'FASTMCP_SERVER_AUTH_CLERK' },
  rows: {
    domain: {
      schema: providerOriginOrHost,
      doc: 'Frontend API of the instance, such as `https://acme-1.clerk.accounts.dev`.',
      variable: { form: 'text', fastMcp: ['DOMAIN'] },
    },
    allowedClientIds: {
      schema: z.array(z.string().min(1)).default([]),
      doc: 'OAuth applications whose tokens need no `aud`. None: every token has to name the resource in `aud`.',
      variable: { form: 'list' },
    },
    clientId: {
      schema: z.string().min(1).optional(),
      doc: 'An OAuth application of this service, to ask about opaque tokens. Unset: opaque tokens are refused.',
      variable: { form: 'text', fastMcp: ['CLIENT_ID'] },
    },
    clientSecret: {
      schema: z.string().min(1).optional(),
      doc: 'The secret that goes with `clientId`.',
      variable: { form: 'secret', fastMcp: ['CLIENT_SECRET'] },
    },
  },
  problems: ({ clientId, clientSecret }) =>
    (clientId === undefined) === (clientSecret === undefined)
      ? []
      : [{ path: 'clientSecret', message: 'and `clientId` are set together, or neither of them' }],
  facts: ({ domain, allowedClientIds, clientId, clientSecret, ...common }, { resource }) => {
    const issuer = originOf(domain);
    const shared = {
      issuer,
      audience: resource ?? [],
      // Instances without "Include Audience" write none; then the client says for whom a token is.
      ...(allowedClientIds.length > 0 && { audienceClaim: 'optional' as const, allowedClientIds }),
      tenantClaim: 'org_id',
      roleClaim: 'org_role',
      ...commonVerifierOptions(common),
    };
    const jwts = jwtVerifier({
      ...shared,
      jwksUri: `${issuer}/.well-known/jwks.json`,
      algorithms: ['RS256'],
      // Sessions, ID tokens and tokens of machines have the same issuer and keys; only these are OAuth access tokens.
      tokenType: 'at+jwt',
    });
    if (clientId === undefined || clientSecret === undefined) {
      return { authorizationServers: [issuer], verifier: jwts };
    }
    const opaque = introspectionVerifier({
      ...shared,
      endpoint: `${issuer}/oauth/token_info`,
      clientId,
      clientSecret,
      secretIn: 'client_secret_post',
      tokenFormat: 'opaque',
      tokenPrefix: 'oat_',
    });
    return { authorizationServers: [issuer], verifier: multiAuth([jwts, opaque]) };
  },
});
