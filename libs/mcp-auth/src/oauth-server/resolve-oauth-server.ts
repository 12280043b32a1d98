import type { AuthContext } from '../composition/auth-kind.js';
import type { Resolution } from '../core/resolution.js';
import { isWebUrl } from '../core/resource-identifier.js';
import { readOptions } from '../options/read-options.js';
import { keySources } from './key-sources.js';
import { initialAccessToken } from './initial-access-token.js';
import { configuredClient, configuredClientProblems } from './configured-client.js';
import { oauthServerProblems } from './oauth-server-problems.js';
import { pageSettings } from './page-settings.js';
import type { OAuthServerOptions } from './oauth-server.options.js';
import type { OAuthServerSettings } from './oauth-server.settings.js';
import { oauthServerTable } from './oauth-server.table.js';

/** The issuer that the options name; the origin of the resource where they name none. */
export function issuerOf({ issuer, basePath = '' }: OAuthServerOptions, resource: string | undefined): string {
  if (issuer !== undefined) return issuer;
  return resource !== undefined && isWebUrl(resource) ? new URL(resource).origin + basePath : '';
}

/** Reads the options, or tells everything that is wrong with them. */
export function resolveOAuthServer(options: OAuthServerOptions, context: AuthContext): Resolution<OAuthServerSettings> {
  const { optionPath } = context;
  const read = readOptions(oauthServerTable, options, optionPath, oauthServerProblems(options, context));
  if (!read.ok) return read;
  const { settings } = read;
  const clients = (options.clients ?? []).map(configuredClient);
  const problems = clients.flatMap((client, index) =>
    configuredClientProblems(client, `${optionPath}.clients.${index}`),
  );
  if (problems.length > 0) return { ok: false, problems };
  const issuer = issuerOf(options, context.resource);
  const { registration, tokens, limits } = settings;
  const { format: accessTokenFormat, codeTtlSeconds, ...times } = tokens;
  const tokensGiven = registration.initialAccessTokens.length > 0;
  return {
    ok: true,
    settings: {
      issuer,
      parts: settings,
      code: { issuer, codeTtlSeconds },
      tokens: { issuer, accessTokenFormat, ...times },
      clients: {
        issuer,
        clients,
        metadataDocuments: settings.clientMetadataDocuments,
        registration: {
          ...registration,
          access: registration.access ?? (tokensGiven ? 'initial_access_token' : 'open'),
          initialAccessTokens: registration.initialAccessTokens.map(initialAccessToken),
        },
      },
      signingKeys: {
        algorithm: settings.signingAlgorithm,
        rotationSeconds: settings.signingKeyRotationSeconds,
        tokenLifeSeconds: tokens.accessTokenTtlSeconds,
      },
      encryption: keySources(settings.encryptionKeys, settings.dataSource),
      revocations: { ...settings.revocations, tokenLifeSeconds: tokens.accessTokenTtlSeconds },
      consent: { issuer, silentConsent: settings.silentConsent },
      sessions: { issuer, ...settings.sessions },
      pages: pageSettings(issuer, settings.pages),
      endpointLimits: limits,
      audiences: [context.resource ?? []].flat(),
    },
  };
}
