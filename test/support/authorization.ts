import type { ServedResource } from '../../libs/mcp-auth/src/core/served-resources.js';
import { OAuthError } from '../../libs/mcp-auth/src/core/errors/oauth-error.js';
import type { OAuthReason } from '../../libs/mcp-auth/src/core/errors/oauth-reasons.js';
import type { CheckedRequest } from '../../libs/mcp-auth/src/oauth-server/authorize/check.js';
import type { Client } from '../../libs/mcp-auth/src/oauth-server/model/client.js';
import {
  readAuthorizationRequest,
  type SentAuthorizationRequest,
} from '../../libs/mcp-auth/src/oauth-server/requests/authorization.request.js';
import { Parameters } from '../../libs/mcp-auth/src/oauth-server/requests/parameters.js';

export const testClient: Client = {
  clientId: 'cli',
  origin: 'configured',
  status: 'active',
  authenticationMethod: 'none',
  secrets: [],
  redirectUris: ['https://app.test/cb'],
  grantTypes: ['authorization_code', 'refresh_token'],
  presentation: {},
};

export const testResources: readonly ServedResource[] = [
  testResource('https://api.test/mcp', ['notes:read', 'notes:write'], ['notes:read']),
  testResource('https://api.test/mcp/hr', ['hr:read'], ['hr:read']),
];

/** A resource that needs no scope at every request, and describes none. */
export function testResource(identifier: string, scopes: readonly string[], offered = scopes): ServedResource {
  return { identifier, scopes, offered, required: [], descriptions: {} };
}

/** RFC 7636, appendix B. */
export const testVerifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
export const testChallenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** The query of a request that is good, with changes. An undefined value leaves a parameter out. */
export function authorizationQuery(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const all = {
    client_id: 'cli',
    redirect_uri: 'https://app.test/cb',
    response_type: 'code',
    state: 'a state',
    code_challenge: testChallenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  const said = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(said).toString();
}

export function sentRequest(query: string): SentAuthorizationRequest {
  return readAuthorizationRequest(Parameters.parse(query));
}

/** A good request, with changes, as checks see it. */
export function checkedRequest(
  changes: Readonly<Record<string, string | undefined>> = {},
  client: Partial<Client> = {},
): CheckedRequest {
  return {
    sent: sentRequest(authorizationQuery(changes)),
    client: { ...testClient, ...client },
    resources: testResources,
  };
}

/** The reason of a refusal, or undefined where there was none. */
export function refusalIn(check: () => unknown): OAuthReason | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof OAuthError) return error.reason;
    throw error;
  }
}
