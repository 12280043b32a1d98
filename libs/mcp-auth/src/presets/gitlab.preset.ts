import { z } from 'zod';
import { safeUrl } from '../options/option-schemas.js';
import { providerApiVerifier } from '../token-verification/provider-api.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { gitLabApi } from './gitlab.api.js';
import { definePreset } from './preset.js';

/** Options of `gitLab`. */
export interface GitLabOptions {
  /** Application id: only tokens of this application are accepted. */
  readonly clientId: string;
  /** An instance of your own: `https://gitlab.example.com`. Default: `https://gitlab.com`. */
  readonly baseUrl: string;
}

/** GitLab: opaque tokens of one application. */
export const gitLab = definePreset<GitLabOptions, 'baseUrl'>({
  name: 'gitlab',
  title: 'GitLab',
  mode: 'proxy',
  rows: {
    clientId: {
      schema: z.string().min(1),
      doc: 'Application id: only tokens of this application are accepted.',
      variable: { form: 'text' },
    },
    baseUrl: {
      schema: safeUrl
        .refine((url) => !url.endsWith('/'), 'must have no slash at its end')
        .default('https://gitlab.com'),
      doc: 'An instance of your own, such as `https://gitlab.example.com`.',
      variable: { form: 'text' },
    },
  },
  facts: ({ clientId, baseUrl, ...common }) => ({
    authorizationServers: [baseUrl],
    verifier: providerApiVerifier({
      issuer: baseUrl,
      api: gitLabApi(baseUrl),
      // GitLab tells whose the token is by the application, and writes no audience.
      audienceClaim: 'optional',
      allowedClientIds: [clientId],
      ...commonVerifierOptions(common),
    }),
    // An application that a client registers by itself is another one than ours, and may ask for the scope `mcp` alone.
    hiddenMembers: ['registration_endpoint'],
  }),
});
