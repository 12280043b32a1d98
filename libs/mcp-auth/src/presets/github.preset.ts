import { z } from 'zod';
import { webUrl } from '../options/option-schemas.js';
import { providerApiVerifier } from '../token-verification/provider-api.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { gitHubApi } from './github.api.js';
import { definePreset } from './preset.js';

/** Options of `gitHub`. */
export interface GitHubOptions {
  /** Client id of the OAuth app or GitHub App whose tokens are accepted. */
  readonly clientId: string;
  /** Its secret: GitHub tells an app about its own tokens only. */
  readonly clientSecret: string;
  /** An Enterprise Server: `https://github.example.com`. Default: `https://github.com`. */
  readonly baseUrl: string;
}

/** GitHub: opaque tokens of one app. */
export const gitHub = definePreset<GitHubOptions, 'baseUrl'>({
  name: 'github',
  title: 'GitHub',
  mode: 'proxy',
  fastMcp: { names: ['github', 'githubprovider', 'githubtokenverifier'], prefix: 'FASTMCP_SERVER_AUTH_GITHUB' },
  rows: {
    clientId: {
      schema: z.string().min(1),
      doc: 'Client id of the OAuth app or GitHub App whose tokens are accepted.',
      variable: { form: 'text', fastMcp: ['CLIENT_ID'] },
    },
    clientSecret: {
      schema: z.string().min(1),
      doc: 'Its secret: GitHub tells an app about its own tokens only.',
      variable: { form: 'secret', fastMcp: ['CLIENT_SECRET'] },
    },
    baseUrl: {
      schema: webUrl.default('https://github.com'),
      doc: 'An Enterprise Server, such as `https://github.example.com`.',
      variable: { form: 'text' },
    },
  },
  facts: ({ clientId, clientSecret, baseUrl, ...common }) => {
    const origin = baseUrl.replace(/\/$/, '');
    const issuer = `${origin}/login/oauth`;
    const apiUrl = origin === 'https://github.com' ? 'https://api.github.com' : `${origin}/api/v3`;
    return {
      authorizationServers: [issuer],
      verifier: providerApiVerifier({
        issuer,
        api: gitHubApi({ apiUrl, clientId, clientSecret }),
        // The endpoint answers for tokens of this app alone; its answer has no audience.
        audienceClaim: 'optional',
        allowedClientIds: [clientId],
        ...commonVerifierOptions(common),
      }),
    };
  },
});
