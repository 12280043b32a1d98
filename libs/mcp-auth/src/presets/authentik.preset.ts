import { z } from 'zod';
import { textOption, webUrl } from '../options/option-schemas.js';
import { introspectionVerifier } from '../token-verification/introspection.auth.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';

/** Options of `authentik`. */
export interface AuthentikOptions {
  /** Public URL of authentik: `https://auth.example.com`. */
  readonly url: string;
  /** Slug of the application. */
  readonly slug: string;
  /** Client id of the provider, which tokens name in `aud`. */
  readonly clientId: string;
  /** With it authentik is asked about each token, which is the only way to learn its scopes. Default: the signature is checked. */
  readonly clientSecret?: string | undefined;
  /** `global` where the provider says "Same identifier is used for all providers". Default: `application`. */
  readonly issuerMode: 'application' | 'global';
}

const slugOption = textOption((text) =>
  /^[\w-]+$/.test(text) ? undefined : 'must be the slug of an application: letters, digits, "-" and "_"',
);

/** authentik: tokens of one application. */
export const authentik = definePreset<AuthentikOptions, 'issuerMode'>({
  name: 'authentik',
  title: 'authentik',
  mode: 'proxy',
  rows: {
    url: {
      schema: webUrl.refine((url) => !url.endsWith('/'), 'must have no slash at its end'),
      doc: 'Public URL of authentik: `https://auth.example.com`.',
      variable: { form: 'text' },
    },
    slug: { schema: slugOption, doc: 'Slug of the application.', variable: { form: 'text' } },
    clientId: {
      schema: z.string().min(1),
      doc: 'Client id of the provider, which tokens name in `aud`.',
      variable: { form: 'text' },
    },
    clientSecret: {
      schema: z.string().min(1).optional(),
      doc: 'With it authentik is asked about each token, which is the only way to learn its scopes. Unset: the signature is checked.',
      variable: { form: 'secret' },
    },
    issuerMode: {
      schema: z.enum(['application', 'global']).default('application'),
      doc: '`global` where the provider says "Same identifier is used for all providers".',
      variable: { form: 'text' },
    },
  },
  problems: ({ clientSecret, requiredScopes = [] }) =>
    clientSecret === undefined && requiredScopes.length > 0
      ? [{ path: 'clientSecret', message: 'is needed for `requiredScopes`: the tokens of authentik do not hold them' }]
      : [],
  facts: ({ url, slug, clientId, clientSecret, issuerMode, ...common }) => {
    const application = `${url}/application/o/${slug}/`;
    const issuer = issuerMode === 'global' ? `${url}/` : application;
    const claims = { issuer, audience: clientId, roleClaim: 'groups', ...commonVerifierOptions(common) };
    const asked = { endpoint: `${url}/application/o/introspect/`, clientId };
    return {
      authorizationServers: [issuer],
      verifier:
        clientSecret === undefined
          ? // ID tokens have neither `azp` nor `uid`. HS256 is what a provider without a signing key uses.
            jwtVerifier({
              ...claims,
              jwksUri: `${application}jwks/`,
              algorithms: ['RS256', 'ES256', 'ES384', 'ES512'],
              requiredClaims: ['azp', 'uid'],
              allowedClientIds: [clientId],
            })
          : // authentik calls refresh tokens active too; those are no JWTs, whose first letters are always the same.
            introspectionVerifier({ ...claims, ...asked, clientSecret, tokenPrefix: 'eyJ' }),
      // Registration there needs a token that MCP clients do not have.
      hiddenMembers: ['registration_endpoint'],
    };
  },
});
