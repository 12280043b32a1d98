import { z } from 'zod';
import { textOption } from '../options/option-schemas.js';
import { providerApiVerifier } from '../token-verification/provider-api.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { googleApi } from './google.api.js';
import { definePreset } from './preset.js';

/** Options of `google`. */
export interface GoogleOptions {
  /** OAuth client whose tokens are accepted. */
  readonly clientId: string;
  /** Workspace or Cloud Identity domains whose people are let in. Default: every Google account. */
  readonly hd: readonly string[];
}

const domain = textOption((name) =>
  /^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(name) ? undefined : 'must be a domain in small letters, such as "example.com"',
);

/** Google: opaque tokens of one OAuth client. */
export const google = definePreset<GoogleOptions, 'hd'>({
  name: 'google',
  title: 'Google',
  mode: 'proxy',
  fastMcp: { names: ['google', 'googleprovider', 'googletokenverifier'], prefix: 'FASTMCP_SERVER_AUTH_GOOGLE' },
  rows: {
    clientId: {
      schema: z.string().min(1),
      doc: 'OAuth client whose tokens are accepted.',
      variable: { form: 'text', fastMcp: ['CLIENT_ID'] },
    },
    hd: {
      schema: z.array(domain).default([]),
      doc: 'Workspace or Cloud Identity domains whose people are let in. None: every Google account.',
      variable: { form: 'list' },
    },
  },
  facts: ({ clientId, hd, ...common }) => ({
    authorizationServers: ['https://accounts.google.com'],
    verifier: providerApiVerifier({
      issuer: 'https://accounts.google.com',
      api: googleApi({ withDomain: hd.length > 0 }),
      audience: clientId,
      allowedClientIds: [clientId],
      allowedTenants: hd,
      tenantClaim: 'hd',
      ...commonVerifierOptions(common),
    }),
  }),
});
