import { isJsonObject } from '../core/json-object.js';
import { ProviderFault, type ProviderAnswer, type TokenApi } from '../identity-provider/provider-api.inspector.js';

const url = 'https://discord.com/api/oauth2/@me';

/** Asks Discord with the token itself; the answer names the application that the token belongs to. */
export const discordApi: TokenApi = async (token, call) => {
  const answer = await call({ url, headers: { authorization: `Bearer ${token}`, accept: 'application/json' } });
  if (answer.status === 401) return { found: 'inactive' };
  return { found: 'active', claims: claimsOf(answer) };
};

function claimsOf({ status, json }: ProviderAnswer): Readonly<Record<string, unknown>> {
  if (status !== 200) throw new ProviderFault(`Discord answers ${status}`);
  if (!isJsonObject(json) || !isJsonObject(json['application'])) {
    throw new ProviderFault('Discord answers something else than an authorization');
  }
  const { application, scopes, expires } = json;
  const expiresAtMs = typeof expires === 'string' ? Date.parse(expires) : Number.NaN;
  if (Number.isNaN(expiresAtMs)) throw new ProviderFault('Discord does not say when the token ends');
  // There is a person only where the token has the scope `identify`.
  const user = isJsonObject(json['user']) ? json['user'] : {};
  return {
    // Names change hands, numbers do not.
    sub: user['id'],
    username: user['username'],
    name: user['global_name'],
    client_id: application['id'],
    scope: Array.isArray(scopes) ? scopes : [],
    exp: Math.floor(expiresAtMs / 1000),
  };
}
