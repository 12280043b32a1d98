import { z } from 'zod';
import { textOption } from '../options/option-schemas.js';
import { introspectionVerifier } from '../token-verification/introspection.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';
import { slashlessIssuer } from './provider-address.js';

/** Options of `zitadel`. */
export interface ZitadelOptions {
  /** The instance, as its tokens name it: `https://acme-x1y2z3.zitadel.cloud`. */
  readonly issuer: string;
  /** Id of the project that the service belongs to, which tokens name in `aud`. */
  readonly projectId: string;
  /** Client id of the API application of that project. */
  readonly clientId: string;
  /** Its secret. */
  readonly clientSecret: string;
}

/** ZITADEL: every token is asked about, because opaque ones are the default there and JWTs tell no scopes. */
export const zitadel = definePreset<ZitadelOptions>({
  name: 'zitadel',
  title: 'ZITADEL',
  mode: 'direct',
  rows: {
    issuer: {
      schema: slashlessIssuer('ZITADEL'),
      doc: 'The instance, as its tokens name it: `https://acme-x1y2z3.zitadel.cloud`.',
      variable: { form: 'text' },
    },
    projectId: {
      schema: textOption((id) => (/^\d+$/.test(id) ? undefined : 'must be the id of a project, a number')),
      doc: 'Id of the project that the service belongs to, which tokens name in `aud`.',
      variable: { form: 'text' },
    },
    clientId: {
      schema: z.string().min(1),
      doc: 'Client id of the API application of that project.',
      variable: { form: 'text' },
    },
    clientSecret: {
      schema: z.string().min(1),
      doc: 'Its secret.',
      variable: { form: 'secret' },
    },
  },
  facts: ({ issuer, projectId, clientId, clientSecret, ...common }) => ({
    authorizationServers: [issuer],
    // Without these there is no login, `aud` lacks the project, and the answer lacks the organisation.
    furtherScopes: ['openid', `urn:zitadel:iam:org:project:id:${projectId}:aud`, 'urn:zitadel:iam:user:resourceowner'],
    verifier: introspectionVerifier({
      issuer,
      endpoint: `${issuer}/oauth/v2/introspect`,
      clientId,
      clientSecret,
      audience: projectId,
      tenantClaim: 'urn:zitadel:iam:user:resourceowner:id',
      // Not the claim without an id: in tokens its roles are those of the client's project, which may be another one.
      roleClaim: `urn:zitadel:iam:org:project:${projectId}:roles`,
      roleShape: 'members',
      ...commonVerifierOptions(common),
    }),
  }),
});
