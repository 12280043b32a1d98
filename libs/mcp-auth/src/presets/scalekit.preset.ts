import { textOption } from '../options/option-schemas.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';
import { originOf, providerOrigin } from './provider-origin.js';

/** Options of `scalekit`. */
export interface ScalekitOptions {
  /** The environment: `https://acme.scalekit.com`, or a domain of your own. */
  readonly environmentUrl: string;
  /** Id of the MCP server in the Scalekit dashboard, which tokens name in `aud`: `res_...`. */
  readonly resourceId: string;
}

/** Scalekit: MCP clients register there by themselves. */
export const scalekit = definePreset<ScalekitOptions>({
  name: 'scalekit',
  title: 'Scalekit',
  mode: 'direct',
  fastMcp: { names: ['scalekit', 'scalekitprovider'], prefix: 'FASTMCP_SERVER_AUTH_SCALEKITPROVIDER' },
  rows: {
    environmentUrl: {
      schema: providerOrigin,
      doc: 'The environment, such as `https://acme.scalekit.com`.',
      variable: { form: 'text', fastMcp: ['ENVIRONMENT_URL'] },
    },
    resourceId: {
      schema: textOption((text) => (/^res_\w+$/.test(text) ? undefined : 'must be the id of an MCP server, "res_..."')),
      doc: 'Id of the MCP server in the Scalekit dashboard, which tokens name in `aud`: `res_...`.',
      variable: { form: 'text', fastMcp: ['RESOURCE_ID'] },
    },
  },
  facts: ({ environmentUrl, resourceId, ...common }) => {
    const environment = originOf(environmentUrl);
    const issuer = `${environment}/resources/${resourceId}`;
    return {
      // Only this one has metadata for clients of this resource.
      authorizationServers: [issuer],
      verifier: jwtVerifier({
        // Both were seen in tokens; the audience says for which resource they are.
        issuer: [issuer, environment],
        jwksUri: `${environment}/keys`,
        audience: resourceId,
        algorithms: ['RS256'],
        tenantClaim: 'oid',
        ...commonVerifierOptions(common),
      }),
    };
  },
});
