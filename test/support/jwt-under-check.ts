import {
  usualClaimRules,
  type JwtRules,
  type JwtUnderCheck,
} from '../../libs/mcp-auth/src/token-verification/claims/jwt-rules.js';
import type { JwsHeader } from '../../libs/mcp-auth/src/token-verification/verifiers/compact-jws.js';

export const nowSeconds = 1_800_000_000;

export const rules: JwtRules = {
  audiences: ['https://api.example.com/mcp'],
  algorithms: ['ES256', 'RS256'],
  tokenType: 'access-token',
  ...usualClaimRules,
  clockToleranceSeconds: 5,
};

const goodHeader: JwsHeader = { algorithm: 'ES256', keyId: 'key-1', type: 'at+jwt', hasCritical: false };
const goodClaims = {
  iss: 'https://idp.example.com',
  aud: rules.audiences[0],
  sub: 'alice',
  exp: nowSeconds + 300,
  iat: nowSeconds,
};

/** A JWT to which no check objects, except for what the test changes. A claim set to undefined is absent. */
export function jwt(
  changes: {
    readonly header?: Partial<JwsHeader>;
    readonly claims?: Readonly<Record<string, unknown>>;
    readonly rules?: Partial<JwtRules>;
  } = {},
): JwtUnderCheck {
  const given = Object.entries({ ...goodClaims, ...changes.claims }).filter(([, value]) => value !== undefined);
  const claims = Object.fromEntries(given);
  return {
    claims,
    jws: {
      header: { ...goodHeader, ...changes.header },
      claims,
      signingInput: Buffer.alloc(0),
      signature: Buffer.alloc(0),
    },
    rules: { ...rules, ...changes.rules },
    nowSeconds,
  };
}
