import { z } from 'zod';
import { textOption, webUrl } from '../options/option-schemas.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { scopeUnder } from './app-id-uri.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';

/** Options of `azureB2c`. */
export interface AzureB2cOptions {
  /** Short name of the tenant: `contoso` of `contoso.onmicrosoft.com`. */
  readonly tenantName: string;
  /** The user flow or custom policy through which people log in, such as `B2C_1_signupsignin`. */
  readonly policy: string;
  /** `issuer` of the policy's metadata, letter by letter; keys come from its host, which may be a custom domain. */
  readonly issuer: string;
  /** Application (client) id of the API, which tokens name in `aud`. */
  readonly clientId: string;
  /** App ID URI of the API, with which scopes begin. Default: `https://<tenant name>.onmicrosoft.com/<client id>`. */
  readonly appIdUri?: string | undefined;
  /** The claim that names the policy; `acr` only where an old policy is set so. Default: `tfp`. */
  readonly policyClaim: 'tfp' | 'acr';
}

/** Azure AD B2C: access tokens of one policy. */
export const azureB2c = definePreset<AzureB2cOptions, 'policyClaim'>({
  name: 'azure-b2c',
  title: 'Azure AD B2C',
  mode: 'proxy',
  rows: {
    tenantName: {
      schema: textOption((name) =>
        /^[a-z\d]+$/i.test(name) ? undefined : 'must be the short name, "contoso" of "contoso.onmicrosoft.com"',
      ),
      doc: 'Short name of the tenant: `contoso` of `contoso.onmicrosoft.com`.',
      variable: { form: 'text' },
    },
    policy: {
      schema: textOption((id) =>
        /^B2C_1A?_[\w-]+$/i.test(id)
          ? undefined
          : 'must be the id of a user flow or policy, such as "B2C_1_signupsignin"',
      ),
      doc: 'The user flow or custom policy through which people log in, such as `B2C_1_signupsignin`; tokens of others are refused.',
      variable: { form: 'text' },
    },
    issuer: {
      schema: webUrl.refine(
        (url) => url.endsWith('/v2.0/'),
        'ends in "/v2.0/" in the metadata of a policy; copy it from there',
      ),
      doc: "`issuer` of the policy's metadata, letter by letter; keys come from its host, which may be a custom domain.",
      variable: { form: 'text' },
    },
    clientId: {
      schema: z.string().min(1),
      doc: 'Application (client) id of the API, which tokens name in `aud`.',
      variable: { form: 'text' },
    },
    appIdUri: {
      schema: z.string().min(1).optional(),
      doc: 'App ID URI of the API; scopes are asked for as `<App ID URI>/<scope>`. Unset: `https://<tenant name>.onmicrosoft.com/<client id>`.',
      variable: { form: 'text' },
    },
    policyClaim: {
      schema: z.enum(['tfp', 'acr']).default('tfp'),
      doc: 'The claim that names the policy; `acr` only where an old policy is set so.',
      variable: { form: 'text' },
    },
  },
  facts: ({ tenantName, policy, issuer, clientId, appIdUri, policyClaim, ...common }) => {
    const directory = `${tenantName}.onmicrosoft.com`;
    return {
      authorizationServers: [issuer],
      verifier: jwtVerifier({
        issuer,
        jwksUri: `${new URL(issuer).origin}/${directory}/${policy}/discovery/v2.0/keys`,
        audience: clientId,
        algorithms: ['RS256'],
        scopeClaim: 'scp',
        // ID tokens for the API's own id differ from its access tokens by nothing else.
        requiredClaims: ['scp'],
        // Other policies of the tenant share the issuer, such as one that resets passwords; they may be written in small letters.
        requiredClaimValues: { [policyClaim]: [...new Set([policy, policy.toLowerCase()])] },
        scopeTranslation: { toClient: scopeUnder(appIdUri ?? `https://${directory}/${clientId}`) },
        ...commonVerifierOptions(common),
      }),
    };
  },
});
