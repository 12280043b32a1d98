import { isJsonObject } from '../core/json-object.js';
import { ProviderFault, type ProviderAnswer, type TokenApi } from '../identity-provider/provider-api.inspector.js';

const site = 'https://huggingface.co';

/**
 * Asks Hugging Face with the token itself, twice: for the person, and for what the token may do. Neither answer tells for which
 * application the token is, so this alone lets nobody in.
 */
export const huggingFaceApi: TokenApi = async (token, call) => {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const person = await call({ url: `${site}/oauth/userinfo`, headers });
  if (person.status === 401) return { found: 'inactive' };
  const { sub, preferred_username, name, orgs } = membersOf(person);
  const identity = await call({ url: `${site}/api/whoami-v2`, headers });
  if (identity.status === 401) return { found: 'inactive' };
  const { auth } = membersOf(identity);
  return { found: 'active', claims: { sub, preferred_username, name, orgs, scope: scopesOf(auth) } };
};

function membersOf({ status, json }: ProviderAnswer): Readonly<Record<string, unknown>> {
  if (status === 200 && isJsonObject(json)) return json;
  throw new ProviderFault(`Hugging Face answers ${status}, and nothing about the token`);
}

/** Scopes that are not said are none. */
function scopesOf(auth: unknown): readonly string[] {
  const token = isJsonObject(auth) ? auth['accessToken'] : undefined;
  const said = isJsonObject(token) ? (token['scopes'] ?? token['scope']) : undefined;
  if (typeof said === 'string') return said.split(' ').filter((scope) => scope !== '');
  const list: readonly unknown[] = Array.isArray(said) ? said : [];
  return list.map((one) => (isJsonObject(one) ? one['name'] : one)).filter((one) => typeof one === 'string');
}
