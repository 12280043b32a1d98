import { isJsonObject } from '../core/json-object.js';
import { ProviderFault, type ProviderAnswer, type TokenApi } from '../identity-provider/provider-api.inspector.js';

type Claims = Readonly<Record<string, unknown>>;
type Call = Parameters<TokenApi>[1];

const tokenInfoUrl = 'https://oauth2.googleapis.com/tokeninfo';
const userInfoUrl = 'https://www.googleapis.com/oauth2/v2/userinfo';

/** Long and short names of the same scopes: clients ask by the short ones, tokens have the long ones. */
const aliases: readonly (readonly [string, string])[] = [
  ['email', 'https://www.googleapis.com/auth/userinfo.email'],
  ['profile', 'https://www.googleapis.com/auth/userinfo.profile'],
];

/**
 * Asks Google about a token. It stands in a header, as Google's own libraries do it, and never in a URL, where logs would have it.
 * @param withDomain whether to ask for the organisation of the person too, which only a second page tells
 */
export function googleApi({ withDomain }: { readonly withDomain: boolean }): TokenApi {
  return async (token, call) => {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await call({ url: tokenInfoUrl, method: 'POST', headers: form, body: '' });
    // Nothing but the token was shown, so both are about it.
    if (answer.status === 400 || answer.status === 401) return { found: 'inactive' };
    const claims = claimsOf(bodyOf(answer));
    if (!withDomain) return { found: 'active', claims };
    return { found: 'active', claims: { ...claims, hd: await domainOf(claims['sub'], headers, call) } };
  };
}

function claimsOf({ aud, azp, sub, scope, exp, email, email_verified: emailVerified }: Claims): Claims {
  const granted = typeof scope === 'string' ? scope.split(' ') : [];
  const alike = aliases.filter((names) => names.some((name) => granted.includes(name))).flat();
  const expSeconds = Number(exp);
  return {
    sub,
    aud,
    client_id: azp ?? aud,
    scope: [...granted, ...alike],
    // Google writes numbers and truths as text.
    ...(Number.isInteger(expSeconds) && { exp: expSeconds }),
    ...(email !== undefined && { email, email_verified: String(emailVerified) === 'true' }),
  };
}

/** The organisation that the account belongs to. A mail address tells nothing of it: anybody may have a Google account for theirs. */
async function domainOf(sub: unknown, headers: Readonly<Record<string, string>>, call: Call): Promise<unknown> {
  const answer = await call({ url: userInfoUrl, headers });
  // A token without a right to the page has no organisation that could be checked.
  if (answer.status === 401 || answer.status === 403) return undefined;
  const { id, hd } = bodyOf(answer);
  if (id !== sub) throw new ProviderFault('Google answers about another person');
  return hd;
}

function bodyOf({ status, json }: ProviderAnswer): Claims {
  if (status !== 200 || !isJsonObject(json))
    throw new ProviderFault(`Google answers ${status}, and nothing about the token`);
  return json;
}
