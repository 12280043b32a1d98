import { z } from 'zod';
import { textOption, webUrlFault } from '../options/option-schemas.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';

/** Options of `pingOne`. */
export interface PingOneOptions {
  /** Issuer of the environment: `https://auth.pingone.eu/<environment id>/as`, or `https://<custom domain>/as`. */
  readonly issuer: string;
  /** Audience of the custom resource. Default: the resource. */
  readonly audience?: string | undefined;
  /** The claim that holds roles, as the custom resource maps it. Default: `roles`. */
  readonly roleClaim: string;
}

/** PingOne: tokens of a custom resource. */
export const pingOne = definePreset<PingOneOptions, 'roleClaim'>({
  name: 'pingone',
  title: 'PingOne',
  mode: 'proxy',
  rows: {
    issuer: {
      schema: textOption(issuerFault),
      doc: 'Issuer of the environment: `https://auth.pingone.eu/<environment id>/as`, or `https://<custom domain>/as`.',
      variable: { form: 'text' },
    },
    audience: {
      schema: z.string().min(1).optional(),
      doc: 'Audience of the custom resource; in PingOne its default is the name of that resource. Unset: the resource.',
      variable: { form: 'text' },
    },
    roleClaim: {
      schema: z.string().min(1).default('roles'),
      doc: 'The claim that holds roles, as the custom resource maps it; `p1.permissions` for permissions of applications.',
      variable: { form: 'text' },
    },
  },
  facts: ({ issuer, audience, roleClaim, ...common }, { resource }) => ({
    authorizationServers: [issuer],
    verifier: jwtVerifier({
      issuer,
      jwksUri: `${issuer}/jwks`,
      audience: audience ?? resource ?? [],
      algorithms: ['RS256'],
      scopeClaim: 'scope',
      tenantClaim: 'env',
      roleClaim,
      ...commonVerifierOptions(common),
    }),
  }),
});

function issuerFault(url: string): string | undefined {
  return webUrlFault(url) ?? (url.endsWith('/as') ? undefined : 'ends in "/as", without a slash behind it');
}
