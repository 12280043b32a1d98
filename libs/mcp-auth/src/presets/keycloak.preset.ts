import { z } from 'zod';
import { webUrl } from '../options/option-schemas.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';

/** Options of `keycloak`. */
export interface KeycloakOptions {
  /** The realm, as its tokens name it: `https://sso.example.com/realms/staff`, by the public host name and without a final slash. */
  readonly issuer: string;
  /** What the Audience mapper writes into tokens for this service. Default: the resource. */
  readonly audience?: string | undefined;
  /** The client whose roles count besides those of the realm. Default: none. */
  readonly rolesOfClient?: string | undefined;
}

/** Keycloak 26.6 or newer: MCP clients register there by themselves. */
export const keycloak = definePreset<KeycloakOptions>({
  name: 'keycloak',
  title: 'Keycloak',
  mode: 'direct',
  fastMcp: { names: ['keycloak', 'keycloakauthprovider'], prefix: 'FASTMCP_SERVER_AUTH_KEYCLOAK' },
  rows: {
    issuer: {
      schema: webUrl.refine((url) => !url.endsWith('/'), 'has no slash at its end in the tokens of Keycloak'),
      doc: 'The realm, as its tokens name it: `https://sso.example.com/realms/staff`.',
      variable: { form: 'text', fastMcp: ['REALM_URL'] },
    },
    audience: {
      schema: z.string().min(1).optional(),
      doc: 'What the Audience mapper writes into tokens for this service. Unset: the resource.',
      variable: { form: 'text', fastMcp: ['AUDIENCE'] },
    },
    rolesOfClient: {
      schema: z.string().min(1).optional(),
      doc: 'The client whose roles count besides those of the realm.',
      variable: { form: 'text' },
    },
  },
  facts: ({ issuer, audience, rolesOfClient, ...common }, { resource }) => ({
    authorizationServers: [issuer],
    verifier: jwtVerifier({
      issuer,
      jwksUri: `${issuer}/protocol/openid-connect/certs`,
      audience: audience ?? resource ?? [],
      algorithms: ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'],
      roleClaims: [
        'realm_access.roles',
        ...(rolesOfClient === undefined ? [] : [['resource_access', rolesOfClient, 'roles']]),
      ],
      tenantClaim: 'organization',
      ...commonVerifierOptions(common),
    }),
  }),
});
