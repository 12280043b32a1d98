import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { describedPrincipal } from '../../../../libs/mcp-auth/src/token-verification/claims/described-caller.js';
import { StaticTokenVerifier } from '../../../../libs/mcp-auth/src/token-verification/verifiers/static-token.verifier.js';

const clock = new FrozenClock();
const nowSeconds = Math.floor(clock.nowMs() / 1000);

const known = (token: string, expiresAtSeconds?: number) => ({
  digest: createHash('sha256').update(token).digest('hex'),
  principal: describedPrincipal(
    { subject: token, scopes: [], roles: [] },
    { issuer: 'api-keys', audience: [], expiresAtSeconds },
  ),
});

describe('StaticTokenVerifier', () => {
  const verifier = new StaticTokenVerifier(
    [known('first'), known('second'), known('ended', nowSeconds), known('ending', nowSeconds + 1)],
    clock,
  );

  it.each(['first', 'second', 'ending'])('knows who calls with each token: %s', async (token) => {
    expect(await verifier.verify(token)).toMatchObject({ ending: 'principal', principal: { subject: token } });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'First', 'first ', 'firs', '', 'firstsecond'])(
    'knows no other, and nothing that every object has: "%s"',
    async (token) => {
      expect(await verifier.verify(token)).toEqual({ ending: 'invalid', reason: 'token_unknown' });
    },
  );

  it('does not take the digest of a token for the token', async () => {
    expect(await verifier.verify(known('first').digest)).toMatchObject({ reason: 'token_unknown' });
  });

  it('refuses a token from the second on in which it ends', async () => {
    expect(await verifier.verify('ended')).toEqual({
      ending: 'invalid',
      reason: 'token_expired',
      details: { expiresAt: nowSeconds, nowSeconds },
    });
  });

  it('lets nobody in without a token', () => {
    expect(verifier.withoutCredential()).toEqual({ ending: 'invalid', reason: 'credential_missing' });
  });
});
