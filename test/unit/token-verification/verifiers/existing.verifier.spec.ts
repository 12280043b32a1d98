import { describe, expect, it } from 'vitest';
import { ExistingVerifier } from '../../../../libs/mcp-auth/src/token-verification/verifiers/existing.verifier.js';
import { FixedVerifier } from '../../../support/fixed-verifier.js';

describe('ExistingVerifier', () => {
  it('looks for the provider when it is first needed, and once', async () => {
    let lookups = 0;
    const existing = new FixedVerifier({ ending: 'invalid', reason: 'token_revoked' });
    const verifier = new ExistingVerifier('auth.useExisting', () => {
      lookups++;
      return existing;
    });
    expect(lookups).toBe(0);
    expect([await verifier.verify('t'), await verifier.verify('t')]).toMatchObject([
      { reason: 'token_revoked' },
      { reason: 'token_revoked' },
    ]);
    expect(verifier.withoutCredential()).toEqual({ ending: 'invalid', reason: 'credential_missing' });
    expect(lookups).toBe(1);
  });

  it.each([
    () => {
      throw new Error('no such provider');
    },
    () => undefined,
    () => ({ verify: () => Promise.resolve({ ending: 'principal' }) }),
  ])('lets nobody in where there is no verifier: %#', async (find) => {
    const verifier = new ExistingVerifier('auth.useExisting', find);
    await expect(verifier.verify('t')).rejects.toThrow('auth.useExisting failed');
    expect(() => verifier.withoutCredential()).toThrow('auth.useExisting failed');
  });
});
