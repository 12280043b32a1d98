import { describe, expect, it } from 'vitest';
import { DebugVerifier } from '../../../../libs/mcp-auth/src/token-verification/verifiers/debug.verifier.js';

const verifierOf = (accept: (token: string) => unknown) =>
  new DebugVerifier({
    hook: 'auth.accept',
    accept,
    caller: { subject: 'debug', scopes: [], roles: [] },
    audience: [],
  });

describe('DebugVerifier', () => {
  it.each([
    (token: string) => token === 'good',
    (token: string) => Promise.resolve(token === 'good' && { subject: 'alice' }),
  ])('lets in whom the function lets in: %#', async (accept) => {
    const verifier = verifierOf(accept);
    expect(await verifier.verify('good')).toMatchObject({ ending: 'principal' });
    expect(await verifier.verify('bad')).toEqual({ ending: 'invalid', reason: 'token_unknown' });
  });

  it.each([undefined, null, 1, 0, '', 'yes', [], { subject: '' }, { scopes: 'a' }, { admin: true }])(
    'lets nobody in by an answer that is none: %j',
    async (answer) => {
      await expect(verifierOf(() => answer).verify('t')).rejects.toThrow('auth.accept failed');
    },
  );

  it.each([
    () => {
      throw new Error('broken');
    },
    () => Promise.reject(new Error('broken')),
  ])('tells of a function that throws by a HookError: %#', async (accept) => {
    await expect(verifierOf(accept).verify('t')).rejects.toMatchObject({
      name: 'HookError',
      cause: { message: 'broken' },
    });
  });
});
