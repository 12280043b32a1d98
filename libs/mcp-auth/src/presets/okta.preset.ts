import { z } from 'zod';
import { textOption } from '../options/option-schemas.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';
import { hostOption } from './provider-address.js';

/** Options of `okta`. */
export interface OktaOptions {
  /** `acme.okta.com`, or a custom domain where tokens are issued under it. */
  readonly domain: string;
  /** Id of a custom authorization server. Default: `default`, which is a custom one too. */
  readonly asId: string;
  /** Audience of that authorization server. Default: the resource. */
  readonly audience?: string | undefined;
}

const authorizationServerId = textOption((id) =>
  /^[A-Za-z\d]+$/.test(id)
    ? undefined
    : 'must be the id of a custom authorization server, such as "default": only Okta itself can verify tokens of the org authorization server',
);

/** Okta: tokens of a custom authorization server. */
export const okta = definePreset<OktaOptions, 'asId'>({
  name: 'okta',
  title: 'Okta',
  mode: 'direct',
  rows: {
    domain: {
      schema: hostOption((host) =>
        /-admin\.okta(?:preview|-emea)?\.com$/.test(host)
          ? 'is the host of the admin console; that of tokens has no "-admin"'
          : undefined,
      ),
      doc: 'Okta domain, such as `acme.okta.com`, or a custom domain where tokens are issued under it.',
      variable: { form: 'text' },
    },
    asId: {
      schema: authorizationServerId.default('default'),
      doc: 'Id of a custom authorization server; `default` is one too.',
      variable: { form: 'text' },
    },
    audience: {
      schema: z.string().min(1).optional(),
      doc: 'Audience of that authorization server. Unset: the resource.',
      variable: { form: 'text' },
    },
  },
  facts: ({ domain, asId, audience, ...common }, { resource }) => {
    const issuer = `https://${domain}/oauth2/${asId}`;
    return {
      authorizationServers: [issuer],
      // It wants a token of an administrator.
      hiddenMembers: ['registration_endpoint'],
      verifier: jwtVerifier({
        issuer,
        jwksUri: `${issuer}/v1/keys`,
        audience: audience ?? resource ?? [],
        algorithms: ['RS256'],
        // `sub` is the user name unless somebody maps it to something else.
        subjectClaim: 'uid',
        clientIdClaim: 'cid',
        scopeClaim: 'scp',
        roleClaim: 'groups',
        ...commonVerifierOptions(common),
      }),
    };
  },
});
