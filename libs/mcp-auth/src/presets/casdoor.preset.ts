import { z } from 'zod';
import { webUrl } from '../options/option-schemas.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';

/** Options of `casdoor`. */
export interface CasdoorOptions {
  /** Public origin of the deployment, as its tokens name it: `https://door.example.com`. */
  readonly issuer: string;
  /** Further accepted `aud`: client ids of applications whose clients send no `resource`. Default: the resource alone. */
  readonly clientIds: readonly string[];
  /** Organizations whose people are let in. Default: every organization of the deployment. */
  readonly organizations: readonly string[];
}

/** Casdoor: MCP clients register there by themselves. */
export const casdoor = definePreset<CasdoorOptions, 'clientIds' | 'organizations'>({
  name: 'casdoor',
  title: 'Casdoor',
  mode: 'direct',
  rows: {
    issuer: {
      schema: webUrl.refine((url) => !url.endsWith('/'), 'has no slash at its end in the tokens of Casdoor'),
      doc: 'Public origin of the deployment, as its tokens name it: `https://door.example.com`.',
      variable: { form: 'text' },
    },
    clientIds: {
      schema: z.array(z.string().min(1)).default([]),
      doc: 'Client ids of applications whose clients send no `resource`: Casdoor then names the application in `aud`.',
      variable: { form: 'list' },
    },
    organizations: {
      schema: z.array(z.string().min(1)).default([]),
      doc: 'Organizations whose people are let in. None: every organization of the deployment.',
      variable: { form: 'list' },
    },
  },
  facts: ({ issuer, clientIds, organizations, ...common }, { resource }) => ({
    authorizationServers: [issuer],
    verifier: jwtVerifier({
      issuer,
      jwksUri: `${issuer}/.well-known/jwks`,
      audience: [...(resource === undefined ? [] : [resource]), ...clientIds],
      algorithms: ['RS256', 'RS512', 'ES256', 'ES384', 'ES512'],
      allowedTenants: organizations,
      tenantClaim: 'owner',
      // `roles` are whole objects there, which are no names.
      roleClaim: 'groups',
      // Refresh tokens are JWTs of the same shape and audience.
      requiredClaimValues: { tokenType: ['access-token'] },
      ...commonVerifierOptions(common),
    }),
  }),
});
