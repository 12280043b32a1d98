import { z } from 'zod';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';
import { originOf, providerOrigin } from './provider-origin.js';

/** Options of `stytch`. */
export interface StytchOptions {
  /** The custom domain of the project: `https://login.example.com`. */
  readonly domain: string;
  /** Project id, which tokens name in `aud`: `project-live-...`. */
  readonly projectId: string;
  /** Connected Apps whose tokens are accepted. Default: every one of the project. */
  readonly allowedClientIds: readonly string[];
}

const customDomain = providerOrigin.refine(
  (url) => !/^https?:\/\/(?:[^/]+\.)?stytch\.(?:com|dev)(?:[:/]|$)/.test(url),
  'must be the custom domain of the project: at a domain of Stytch the answer to a login names another issuer than its tokens do, and clients that check it (RFC 9207) stop',
);

/** Stytch Connected Apps, of consumers and of organizations (B2B): MCP clients register there by themselves. */
export const stytch = definePreset<StytchOptions, 'allowedClientIds'>({
  name: 'stytch',
  title: 'Stytch',
  mode: 'direct',
  rows: {
    domain: {
      schema: customDomain,
      doc: 'The custom domain of the project, such as `https://login.example.com`.',
      variable: { form: 'text' },
    },
    projectId: {
      schema: z.string().min(1),
      doc: 'Project id, which tokens name in `aud`: `project-live-...`.',
      variable: { form: 'text' },
    },
    allowedClientIds: {
      schema: z.array(z.string().min(1)).default([]),
      doc: 'Connected Apps whose tokens are accepted. None: every one of the project.',
      variable: { form: 'list' },
    },
  },
  facts: ({ domain, projectId, allowedClientIds, ...common }, { resource }) => {
    const issuer = originOf(domain);
    return {
      authorizationServers: [issuer],
      verifier: jwtVerifier({
        issuer,
        jwksUri: `${issuer}/.well-known/jwks.json`,
        audience: [projectId, ...(resource === undefined ? [] : [resource])],
        algorithms: ['RS256'],
        // Sessions of the project's own web application have the same issuer, audience and keys, and no client.
        requiredClaims: ['client_id'],
        tenantClaim: ['https://stytch.com/organization', 'organization_id'],
        allowedClientIds,
        ...commonVerifierOptions(common),
      }),
    };
  },
});
