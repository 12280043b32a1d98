import { z } from 'zod';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';
import { originOf, providerOrigin } from './provider-origin.js';

/** Options of `supabase`. Either `audience` or `allowedClientIds` has to say for whom tokens are. */
export interface SupabaseOptions {
  /** The project: `https://abcdefgh.supabase.co`. */
  readonly projectUrl: string;
  /** What a Custom Access Token Hook writes into `aud`. Default: `authenticated`, which is in every token of the project. */
  readonly audience: string;
  /** OAuth clients whose tokens are accepted. Default: every one that has the audience. */
  readonly allowedClientIds: readonly string[];
  /** Where the Auth server is under the project, if it is your own. Default: `/auth/v1`. */
  readonly authPath: string;
}

/** What Supabase writes where nobody says otherwise. */
const everyToken = 'authenticated';

/** Supabase Auth with its OAuth 2.1 server: MCP clients register there by themselves. */
export const supabase = definePreset<SupabaseOptions, 'audience' | 'allowedClientIds' | 'authPath'>({
  name: 'supabase',
  title: 'Supabase',
  mode: 'direct',
  fastMcp: { names: ['supabase', 'supabaseprovider'], prefix: 'FASTMCP_SERVER_AUTH_SUPABASE' },
  rows: {
    projectUrl: {
      schema: providerOrigin,
      doc: 'The project, such as `https://abcdefgh.supabase.co`.',
      variable: { form: 'text', fastMcp: ['PROJECT_URL'] },
    },
    audience: {
      schema: z.string().min(1).default(everyToken),
      doc: 'What a Custom Access Token Hook writes into `aud`; best the resource. `authenticated` is in every token of the project.',
      variable: { form: 'text' },
    },
    allowedClientIds: {
      schema: z.array(z.string().min(1)).default([]),
      doc: 'OAuth clients whose tokens are accepted. None: every one that has the audience.',
      variable: { form: 'list' },
    },
    authPath: {
      schema: z
        .string()
        .regex(/^(?:\/[\w.-]+)+$/, 'must be a path such as "/auth/v1"')
        .default('/auth/v1'),
      doc: 'Where the Auth server is under the project, if it is your own.',
      variable: { form: 'text', fastMcp: ['AUTH_ROUTE'] },
    },
  },
  problems: ({ audience, allowedClientIds }) => {
    if (audience !== everyToken || allowedClientIds.length > 0) return [];
    const message =
      'must be set, or `audience`: Supabase writes the same `aud` into every token of the project, so a token for another service would work here. ' +
      'List the clients, or let a Custom Access Token Hook write the resource into `aud`, or put the proxy in front.';
    return [{ path: 'allowedClientIds', message, variable: 'MCP_AUTH_SUPABASE_ALLOWED_CLIENT_IDS' }];
  },
  facts: ({ projectUrl, audience, allowedClientIds, authPath, ...common }) => {
    const issuer = `${originOf(projectUrl)}${authPath}`;
    return {
      authorizationServers: [issuer],
      verifier: jwtVerifier({
        issuer,
        jwksUri: `${issuer}/.well-known/jwks.json`,
        audience,
        algorithms: ['ES256', 'RS256'],
        // Sessions of the project's own application have no client; they must not work here.
        requiredClaims: ['client_id'],
        allowedClientIds,
        // `user_metadata` is left out: people write it themselves.
        roleClaims: ['role', ['app_metadata', 'roles']],
        ...commonVerifierOptions(common),
      }),
    };
  },
});
