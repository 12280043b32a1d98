import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';
import { originOf, providerOrigin } from './provider-origin.js';

/** Options of `logto`. */
export interface LogtoOptions {
  /** The Logto endpoint: `https://acme.logto.app`, or a domain of your own. */
  readonly endpoint: string;
}

/** Logto, whose access tokens are JWTs where the client named the API resource; others are refused. */
export const logto = definePreset<LogtoOptions>({
  name: 'logto',
  title: 'Logto',
  mode: 'direct',
  rows: {
    endpoint: {
      schema: providerOrigin,
      doc: 'The Logto endpoint, such as `https://acme.logto.app`.',
      variable: { form: 'text' },
    },
  },
  facts: ({ endpoint, ...common }, { resource }) => {
    const issuer = `${originOf(endpoint)}/oidc`;
    return {
      authorizationServers: [issuer],
      verifier: jwtVerifier({
        issuer,
        jwksUri: `${issuer}/jwks`,
        audience: resource ?? [],
        // New tenants sign with an elliptic curve, older ones and those that were told to with RSA.
        algorithms: ['ES384', 'RS256'],
        tenantClaim: 'organization_id',
        ...commonVerifierOptions(common),
      }),
    };
  },
});
