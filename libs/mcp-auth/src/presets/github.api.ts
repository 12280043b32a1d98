import { isJsonObject } from '../core/json-object.js';
import { ProviderFault, type ProviderAnswer, type TokenApi } from '../identity-provider/provider-api.inspector.js';

/** Which OAuth app of GitHub is asked about, with what it shows that it is it. */
export interface GitHubApp {
  /** `https://api.github.com`, or `https://HOST/api/v3` of an Enterprise Server. */
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Asks about a token as the app that it has to belong to: `/user` answers any token of any app, and personal ones, so only
 * `POST /applications/{client_id}/token` tells for whom a token is.
 */
export function gitHubApi({ apiUrl, clientId, clientSecret }: GitHubApp): TokenApi {
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  return async (token, call) => {
    const answer = await call({
      url: `${apiUrl}/applications/${encodeURIComponent(clientId)}/token`,
      method: 'POST',
      headers: { authorization, accept: 'application/vnd.github+json', 'content-type': 'application/json' },
      body: JSON.stringify({ access_token: token }),
    });
    // 404: no token of this app; 422: nothing that could be a token.
    if (answer.status === 404 || answer.status === 422) return { found: 'inactive' };
    return { found: 'active', claims: claimsOf(answer, clientId) };
  };
}

function claimsOf({ status, json }: ProviderAnswer, clientId: string): Readonly<Record<string, unknown>> {
  if (status !== 200) throw new ProviderFault(`GitHub answers ${status}: are client id and secret right?`);
  if (!isJsonObject(json) || !isJsonObject(json['user']) || !isJsonObject(json['app'])) {
    throw new ProviderFault('GitHub answers something else than a token');
  }
  const { user, app, scopes, expires_at: expiresAt } = json;
  if (app['client_id'] !== clientId) throw new ProviderFault('GitHub answers for another app');
  const expiresAtMs = typeof expiresAt === 'string' ? Date.parse(expiresAt) : Number.NaN;
  return {
    // Names change hands, numbers do not.
    sub: typeof user['id'] === 'number' ? String(user['id']) : undefined,
    login: user['login'],
    name: user['name'],
    client_id: clientId,
    // Absent for GitHub Apps, which have permissions instead: nothing is guessed.
    scope: Array.isArray(scopes) ? scopes : [],
    ...(Number.isNaN(expiresAtMs) ? {} : { exp: Math.floor(expiresAtMs / 1000) }),
  };
}
