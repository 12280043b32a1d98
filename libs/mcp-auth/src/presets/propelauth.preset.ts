import { z } from 'zod';
import { introspectionVerifier } from '../token-verification/introspection.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';
import { originOf, providerOrigin } from './provider-origin.js';

/** Options of `propelAuth`. */
export interface PropelAuthOptions {
  /** The Auth URL: `https://auth.example.com`. */
  readonly authUrl: string;
  /** Client id of the introspection credentials, made for this service alone. */
  readonly clientId: string;
  /** Their secret. */
  readonly clientSecret: string;
}

/** PropelAuth: it is asked about every token; MCP clients register there by themselves. */
export const propelAuth = definePreset<PropelAuthOptions>({
  name: 'propelauth',
  title: 'PropelAuth',
  mode: 'direct',
  fastMcp: { names: ['propelauth', 'propelauthprovider'], prefix: 'FASTMCP_SERVER_AUTH_PROPELAUTH' },
  rows: {
    authUrl: {
      schema: providerOrigin,
      doc: 'The Auth URL, such as `https://auth.example.com`.',
      variable: { form: 'text', fastMcp: ['AUTH_URL'] },
    },
    clientId: {
      schema: z.string().min(1),
      doc: 'Client id of the introspection credentials, made for this service alone.',
      variable: { form: 'text', fastMcp: ['INTROSPECTION_CLIENT_ID'] },
    },
    clientSecret: {
      schema: z.string().min(1),
      doc: 'The secret of the introspection credentials.',
      variable: { form: 'secret', fastMcp: ['INTROSPECTION_CLIENT_SECRET'] },
    },
  },
  facts: ({ authUrl, clientId, clientSecret, ...common }, { resource }) => {
    const issuer = `${originOf(authUrl)}/oauth/2.1`;
    return {
      authorizationServers: [issuer],
      verifier: introspectionVerifier({
        issuer,
        endpoint: `${issuer}/introspect`,
        clientId,
        clientSecret,
        audience: resource ?? [],
        ...commonVerifierOptions(common),
      }),
    };
  },
});
