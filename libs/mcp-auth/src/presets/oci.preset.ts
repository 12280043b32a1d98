import { z } from 'zod';
import { safeUrl } from '../options/option-schemas.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';

/** Options of `oci`. */
export interface OciOptions {
  /** URL of the identity domain, without port and path: `https://idcs-0a1b2c.identity.oraclecloud.com`. */
  readonly domainUrl: string;
  /** Primary audience of the resource application, letter by letter. Default: the resource. */
  readonly audience?: string | undefined;
  /** `iss` of the tokens, where it is another one than that of all domains. Default: `https://identity.oraclecloud.com/`. */
  readonly issuer: string;
}

/** Scopes of OpenID Connect, which stand for no resource and get no audience before them. */
const openIdScopes = ['openid', 'profile', 'email', 'phone', 'address', 'groups', 'offline_access'];

/** Identity domains of Oracle Cloud Infrastructure. */
export const oci = definePreset<OciOptions, 'issuer'>({
  name: 'oci',
  title: 'Oracle Cloud Infrastructure IAM',
  mode: 'proxy',
  rows: {
    domainUrl: {
      schema: safeUrl.refine((url) => !url.endsWith('/'), 'must have no slash at its end'),
      doc: 'URL of the identity domain: `https://idcs-0a1b2c.identity.oraclecloud.com`, without port and path.',
      variable: { form: 'text' },
    },
    audience: {
      schema: z.string().min(1).optional(),
      doc: 'Primary audience of the resource application, letter by letter. Unset: the resource.',
      variable: { form: 'text' },
    },
    issuer: {
      schema: z.url().default('https://identity.oraclecloud.com/'),
      doc: '`iss` of the tokens, where they name another issuer than that of all domains.',
      variable: { form: 'text' },
    },
  },
  facts: ({ domainUrl, audience, issuer, ...common }, { resource }) => {
    const own = audience ?? resource ?? '';
    return {
      // All domains share one issuer, whose URL leads nowhere; metadata and login are at the domain.
      authorizationServers: [domainUrl],
      verifier: jwtVerifier({
        issuer,
        // The issuer is that of every domain, so these keys alone tell that the token is of this one.
        jwksUri: `${domainUrl}/admin/v1/SigningCert/jwk`,
        audience: own === '' ? [] : own,
        algorithms: ['RS256'],
        // `sub` is the user name, which changes hands.
        subjectClaim: 'user_id',
        requiredClaimValues: { tok_type: ['AT'] },
        roleClaims: ['app_roles', 'groups'],
        tenantClaim: 'tenant',
        scopeTranslation: {
          fromToken: (scope) => (own !== '' && scope.startsWith(own) ? scope.slice(own.length) : scope),
          toClient: (scope) => (openIdScopes.includes(scope) || scope.startsWith(own) ? scope : `${own}${scope}`),
        },
        ...commonVerifierOptions(common),
      }),
    };
  },
});
