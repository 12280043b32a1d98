import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';
import { originOf, providerOriginOrHost } from './provider-origin.js';

/** Options of `workOs`. */
export interface WorkOsOptions {
  /** The AuthKit domain: `https://acme.authkit.app`, or a domain of your own. */
  readonly authkitDomain: string;
}

/** WorkOS AuthKit: MCP clients register there by themselves. */
export const workOs = definePreset<WorkOsOptions>({
  name: 'workos',
  title: 'WorkOS AuthKit',
  mode: 'direct',
  fastMcp: { names: ['authkit', 'authkitprovider'], prefix: 'FASTMCP_SERVER_AUTH_AUTHKITPROVIDER' },
  rows: {
    authkitDomain: {
      schema: providerOriginOrHost,
      doc: 'The AuthKit domain, such as `https://acme.authkit.app`.',
      variable: { form: 'text', fastMcp: ['AUTHKIT_DOMAIN'] },
    },
  },
  facts: ({ authkitDomain, ...common }, { resource }) => {
    const issuer = originOf(authkitDomain);
    return {
      authorizationServers: [issuer],
      verifier: jwtVerifier({
        issuer,
        jwksUri: `${issuer}/oauth2/jwks`,
        // Without a registered resource, and for machines, it is the client id of the whole environment: that is not for us.
        audience: resource ?? [],
        algorithms: ['RS256'],
        tenantClaim: 'org_id',
        ...commonVerifierOptions(common),
      }),
    };
  },
});
