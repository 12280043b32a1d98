import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { principalFromClaims } from '../../../../libs/mcp-auth/src/token-verification/claims/principal-from-claims.js';
import { CustomVerifier } from '../../../../libs/mcp-auth/src/token-verification/verifiers/custom.verifier.js';

const clock = new FrozenClock();
const claims = { sub: 'alice', iss: 'sessions', exp: Math.floor(clock.nowMs() / 1000) + 60 };
const principal = principalFromClaims(claims);
const verifierOf = (ask: (token: string) => unknown) =>
  new CustomVerifier('auth.verify', ask as () => undefined, { issuers: [], audiences: [] }, clock);

describe('CustomVerifier', () => {
  it.each([() => claims, () => Promise.resolve(claims)])('makes a principal of claims: %#', async (ask) => {
    expect(await verifierOf(ask).verify('t')).toEqual({ ending: 'principal', principal });
  });

  it('gives the function the token and the clock', async () => {
    const given: unknown[] = [];
    const ask = (...parameters: unknown[]) => void given.push(...parameters);
    await verifierOf(ask).verify('t');
    expect(given).toEqual(['t', { clock }]);
  });

  it('checks the claims', async () => {
    expect(await verifierOf(() => ({ ...claims, exp: 1 })).verify('t')).toMatchObject({ reason: 'token_expired' });
  });

  it('takes undefined for a token that nobody knows', async () => {
    expect(await verifierOf(() => undefined).verify('t')).toEqual({ ending: 'invalid', reason: 'token_unknown' });
  });

  it.each([
    { ending: 'principal', principal },
    { ending: 'invalid', reason: 'token_revoked' },
    { ending: 'insufficient', principal, requiredScopes: ['a'] },
    { ending: 'unavailable', reason: 'keys_unreachable', retryAfterSeconds: 3 },
  ])('takes a verification at its word: %#', async (verification) => {
    expect(await verifierOf(() => verification).verify('t')).toBe(verification);
  });

  it('does not let claims pass for a verification', async () => {
    const forged = { ...claims, exp: 1, ending: 'principal', principal };
    expect(await verifierOf(() => forged).verify('t')).toMatchObject({ ending: 'invalid', reason: 'token_expired' });
  });

  it.each([
    null,
    true,
    'alice',
    [claims],
    { ending: 'good', principal },
    { ending: 'principal' },
    { ending: 'principal', principal: { ...principal, subject: '' } },
    { ending: 'principal', principal: { ...principal, issuer: undefined } },
    { ending: 'principal', principal: { ...principal, scopes: 'a b' } },
    { ending: 'invalid', reason: 'toString' },
    { ending: 'unavailable', reason: 'keys_unreachable', retryAfterSeconds: '3' },
  ])('lets nobody in by an answer that is none: %#', async (answer) => {
    await expect(verifierOf(() => answer).verify('t')).rejects.toThrow('auth.verify failed');
  });

  it.each([
    () => {
      throw new Error('no database');
    },
    () => Promise.reject(new Error('no database')),
  ])('tells of a function that throws by a HookError: %#', async (ask) => {
    await expect(verifierOf(ask).verify('t')).rejects.toMatchObject({
      name: 'HookError',
      message: 'auth.verify failed',
      cause: { message: 'no database' },
    });
  });
});
