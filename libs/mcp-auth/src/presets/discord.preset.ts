import { textOption } from '../options/option-schemas.js';
import { providerApiVerifier } from '../token-verification/provider-api.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { discordApi } from './discord.api.js';
import { definePreset } from './preset.js';

/** Options of `discord`. */
export interface DiscordOptions {
  /** Application id, which is also the client id: only tokens of this application are accepted. */
  readonly clientId: string;
}

const snowflake = textOption((text) =>
  /^\d{15,22}$/.test(text) ? undefined : 'must be the id of an application: digits only',
);

/** Discord: opaque tokens of one application. */
export const discord = definePreset<DiscordOptions>({
  name: 'discord',
  title: 'Discord',
  mode: 'proxy',
  fastMcp: { names: ['discord', 'discordprovider', 'discordtokenverifier'], prefix: 'FASTMCP_SERVER_AUTH_DISCORD' },
  rows: {
    clientId: {
      schema: snowflake,
      doc: 'Application id, which is also the client id: only tokens of this application are accepted.',
      variable: { form: 'text', fastMcp: ['CLIENT_ID'] },
    },
  },
  facts: ({ clientId, ...common }) => ({
    authorizationServers: ['https://discord.com'],
    verifier: providerApiVerifier({
      issuer: 'https://discord.com',
      api: discordApi,
      // Discord tells whose the token is by the application, and writes no audience.
      audienceClaim: 'optional',
      allowedClientIds: [clientId],
      ...commonVerifierOptions(common),
    }),
  }),
});
