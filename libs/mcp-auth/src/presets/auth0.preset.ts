import { z } from 'zod';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';
import { hostOption } from './provider-address.js';

/** Options of `auth0`. */
export interface Auth0Options {
  /** `acme.eu.auth0.com`, or the tenant's custom domain where tokens are issued under it. */
  readonly domain: string;
  /** Identifier of the API. Default: the resource. */
  readonly audience?: string | undefined;
  /** Whether what role-based access control writes into `permissions` counts as scopes. Default: `scopes`. */
  readonly permissions: 'scopes' | 'ignored';
  /** The claim that an action writes roles into, such as `https://notes.example.com/roles`. Default: `roles`. */
  readonly roleClaim: string;
}

/** Auth0, with "Auth for MCP": MCP clients register there by themselves. */
export const auth0 = definePreset<Auth0Options, 'permissions' | 'roleClaim'>({
  name: 'auth0',
  title: 'Auth0',
  mode: 'direct',
  fastMcp: {
    names: ['auth0', 'auth0provider', 'auth0mcpprovider', 'auth0jwtverifier'],
    prefix: 'FASTMCP_SERVER_AUTH_AUTH0',
  },
  rows: {
    domain: {
      schema: hostOption(),
      doc: 'Domain of the tenant, such as `acme.eu.auth0.com`, or its custom domain where tokens are issued under it.',
      variable: { form: 'text', fastMcp: ['CONFIG_URL'] },
    },
    audience: {
      schema: z.string().min(1).optional(),
      doc: 'Identifier of the API. Unset: the resource, which is what direct clients need.',
      variable: { form: 'text', fastMcp: ['AUDIENCE'] },
    },
    permissions: {
      schema: z.enum(['scopes', 'ignored']).default('scopes'),
      doc: '`scopes`: what role-based access control writes into `permissions` counts as scopes. `ignored`: it does not.',
      variable: { form: 'text' },
    },
    roleClaim: {
      schema: z.string().min(1).default('roles'),
      doc: 'The claim that an action writes roles into, such as `https://notes.example.com/roles`.',
      variable: { form: 'text' },
    },
  },
  facts: ({ domain, audience, permissions, roleClaim, ...common }, { resource }) => {
    // With the slash: tokens have it, and clients compare letter by letter.
    const issuer = `https://${domain}/`;
    return {
      authorizationServers: [issuer],
      verifier: jwtVerifier({
        issuer,
        jwksUri: `${issuer}.well-known/jwks.json`,
        audience: audience ?? resource ?? [],
        algorithms: ['RS256'],
        scopeClaim: 'scope',
        furtherScopeClaims: permissions === 'scopes' ? ['permissions'] : [],
        tenantClaim: 'org_id',
        roleClaim,
        ...commonVerifierOptions(common),
      }),
    };
  },
});
