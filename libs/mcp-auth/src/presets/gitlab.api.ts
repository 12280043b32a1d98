import { isJsonObject } from '../core/json-object.js';
import { ProviderFault, type ProviderAnswer, type TokenApi } from '../identity-provider/provider-api.inspector.js';

/** Asks an instance of GitLab with the token itself; personal access tokens belong to no application. */
export function gitLabApi(baseUrl: string): TokenApi {
  return async (token, call) => {
    const answer = await call({
      url: `${baseUrl}/oauth/token/info`,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    });
    if (answer.status === 401) return { found: 'inactive' };
    if (answer.status !== 200 || !isJsonObject(answer.json)) {
      throw new ProviderFault(`GitLab answers ${answer.status}, and nothing about the token`);
    }
    return answer.json['expires_in'] === 0
      ? { found: 'inactive' }
      : { found: 'active', claims: claimsOf(answer.json, answer) };
  };
}

function claimsOf(info: Readonly<Record<string, unknown>>, answer: ProviderAnswer): Readonly<Record<string, unknown>> {
  const { resource_owner_id: person, application, scope, expires_in: remainingSeconds } = info;
  const exp = typeof remainingSeconds === 'number' ? endOf(answer, remainingSeconds) : undefined;
  return {
    // Names change hands, numbers do not. An application without a person has none.
    sub: typeof person === 'number' ? String(person) : undefined,
    client_id: isJsonObject(application) ? application['uid'] : undefined,
    scope: Array.isArray(scope) ? scope : [],
    ...(exp !== undefined && { exp }),
  };
}

/** GitLab says how long is left at the time of its answer, which stands in the `Date` of the answer (RFC 9110 §6.6.1). */
function endOf({ headers }: ProviderAnswer, remainingSeconds: number): number {
  const answeredAtMs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(answeredAtMs)) throw new ProviderFault('GitLab does not say when it answered');
  return Math.floor(answeredAtMs / 1000) + remainingSeconds;
}
