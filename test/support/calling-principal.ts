import { principalFromClaims } from '../../libs/mcp-auth/src/token-verification/claims/principal-from-claims.js';

/** Who calls, as tokens of an issuer say it, except for what the test changes. A claim set to undefined is absent. */
export function principalOf(claims: Readonly<Record<string, unknown>> = {}) {
  const given = { iss: 'https://idp.example.com', sub: 'alice', exp: 2_000_000_000, ...claims };
  return principalFromClaims(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
}
