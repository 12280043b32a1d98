import type { TokenFamily } from '../../libs/mcp-auth/src/oauth-server/model/token-family.js';
import { testChallenge } from './authorization.js';

let next = 0;

/** A family whose code waits to be redeemed; each one with an id of its own. */
export function testFamily(changes: Partial<TokenFamily> = {}): TokenFamily {
  next += 1;
  const unique = next.toString(16).padStart(8, '0');
  return {
    id: `family-${unique}`,
    clientId: 'cli',
    subject: 'alice',
    scopes: ['notes:read'],
    resources: ['https://api.test/mcp'],
    authenticatedAtMs: 1_000,
    code: {
      digest: `c0de${unique}`.padEnd(64, '0'),
      redirectUri: 'https://app.test/cb',
      redirectUriNamed: 'by_request',
      challenge: testChallenge,
      expiresAtMs: 61_000,
    },
    purgeableAtMs: 61_000,
    ...changes,
  };
}
