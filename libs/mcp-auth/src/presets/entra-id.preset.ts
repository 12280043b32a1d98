import { z } from 'zod';
import { safeUrl, textOption } from '../options/option-schemas.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { scopeUnder } from './app-id-uri.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';

/** Options of `entraId`. */
export interface EntraIdOptions {
  /** Directory (tenant) id. Names such as `common` or `organizations` are no tenant. */
  readonly tenantId: string;
  /** Application (client) id of the API, which version 2 tokens name in `aud`. */
  readonly clientId: string;
  /** App ID URI of the API, which tokens of managed identities name in `aud`, and scopes begin with. Default: the resource. */
  readonly appIdUri?: string | undefined;
  /** Further tenants whose people are let in, each by its id. Default: none. */
  readonly allowedTenants: readonly string[];
  /** Whether tokens of applications without a person are accepted; they have roles, and no scopes. Default: `refused`. */
  readonly appTokens: 'accepted' | 'refused';
  /** Of a sovereign cloud: `https://login.microsoftonline.us`. Default: `https://login.microsoftonline.com`. */
  readonly authorityHost: string;
}

const tenant = textOption((text) =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
    ? undefined
    : 'must be the id of one tenant, a GUID: "common" and "organizations" let everybody in',
);

/** Microsoft Entra ID, version 2 tokens. */
export const entraId = definePreset<EntraIdOptions, 'allowedTenants' | 'appTokens' | 'authorityHost'>({
  name: 'entra-id',
  title: 'Microsoft Entra ID',
  mode: 'direct',
  fastMcp: { names: ['azure', 'azureprovider', 'azurejwtverifier'], prefix: 'FASTMCP_SERVER_AUTH_AZURE' },
  rows: {
    tenantId: {
      schema: tenant,
      doc: 'Directory (tenant) id.',
      variable: { form: 'text', fastMcp: ['TENANT_ID'] },
    },
    clientId: {
      schema: z.string().min(1),
      doc: 'Application (client) id of the API, which version 2 tokens name in `aud`.',
      variable: { form: 'text', fastMcp: ['CLIENT_ID'] },
    },
    appIdUri: {
      schema: z.string().min(1).optional(),
      doc: 'App ID URI of the API; scopes are asked for as `<App ID URI>/<scope>`. Unset: the resource, which is what direct clients need.',
      variable: { form: 'text', fastMcp: ['IDENTIFIER_URI'] },
    },
    allowedTenants: {
      schema: z.array(tenant).default([]),
      doc: 'Further tenants whose people are let in, each by its id.',
      variable: { form: 'list' },
    },
    appTokens: {
      schema: z.enum(['accepted', 'refused']).default('refused'),
      doc: 'Whether tokens of applications without a person are accepted; they have roles, and no scopes.',
      variable: { form: 'text' },
    },
    authorityHost: {
      schema: safeUrl.default('https://login.microsoftonline.com'),
      doc: 'Of a sovereign cloud: `https://login.microsoftonline.us`.',
      variable: { form: 'text' },
    },
  },
  facts: ({ tenantId, clientId, appIdUri, allowedTenants, appTokens, authorityHost, ...common }, { resource = '' }) => {
    const uri = appIdUri ?? resource;
    const tenants = [...new Set([tenantId, ...allowedTenants])];
    const issuerOf = (id: string) => `${authorityHost}/${id}/v2.0`;
    return {
      authorizationServers: [issuerOf(tenantId)],
      verifier: jwtVerifier({
        // Each tenant is an issuer with keys of its own, so a token of a tenant that is not listed has nobody to vouch for it.
        issuers: tenants.map((id) => ({ issuer: issuerOf(id), jwksUri: `${authorityHost}/${id}/discovery/v2.0/keys` })),
        audience: [clientId, uri].filter((one) => one !== ''),
        algorithms: ['RS256'],
        allowedTenants: tenants,
        // `sub` is another one in every application of the same person.
        subjectClaim: 'oid',
        scopeClaim: 'scp',
        requiredClaims: appTokens === 'accepted' ? ['tid'] : ['tid', 'scp'],
        requiredClaimValues: { ver: ['2.0'] },
        scopeTranslation: { toClient: scopeUnder(uri) },
        ...commonVerifierOptions(common),
      }),
    };
  },
});
