import { beforeEach, describe, expect, it } from 'vitest';
import { TokenEngine } from '../../../support/token-engine.js';

let engine: TokenEngine;
beforeEach(() => {
  engine = new TokenEngine();
});

describe('a code', () => {
  it('is worth tokens once (AS-20)', async () => {
    await engine.begin('c');
    await expect(engine.redeem('c')).resolves.toMatchObject({
      scopes: ['notes:read'],
      resource: 'https://api.test/mcp',
    });
    await expect(engine.redeem('c')).rejects.toMatchObject({ reason: 'code_spent' });
  });

  it('has one winner of many at the same moment, whose tokens live (CC-01)', async () => {
    const { id } = await engine.begin('c');
    const all = await Promise.allSettled(Array.from({ length: 16 }, () => engine.redeem('c')));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await engine.store.families.find(id))?.revokedAtMs).toBeUndefined();
  });

  it('that comes again half a second later ends everything that came of it, and says so once (CC-02)', async () => {
    const { id } = await engine.begin('c');
    const { refreshToken = '' } = await engine.redeem('c');
    engine.clock.advanceMs(501);
    await expect(engine.redeem('c')).rejects.toMatchObject({ reason: 'code_replayed' });
    await expect(engine.redeem('c')).rejects.toMatchObject({ reason: 'code_replayed' });
    await expect(engine.rotate(refreshToken)).rejects.toMatchObject({ reason: 'grant_revoked' });
    expect(engine.audit.named('grant_ended')).toEqual([
      { correlationId: 'test', clientId: 'cli', subject: 'alice', grantId: id, cause: 'code_replayed' },
    ]);
  });

  it.each([
    [{ code_verifier: 'a'.repeat(43) }, {}],
    [{ redirect_uri: 'https://app.test/other' }, {}],
    [{}, { clientId: 'other' }],
  ])(
    'that comes again with %j from %j changes nothing: whoever found it could end sessions (CC-02, AS-20)',
    async (changes, client) => {
      await engine.begin('c');
      const { refreshToken = '' } = await engine.redeem('c');
      engine.clock.advanceMs(30_000);
      await expect(engine.redeem('c', changes, client)).rejects.toMatchObject({ name: 'OAuthError' });
      await expect(engine.rotate(refreshToken)).resolves.toBeDefined();
    },
  );

  it.each([
    [{ code_verifier: 'a'.repeat(43) }, {}],
    [{ redirect_uri: 'https://app.test/other' }, {}],
    [{ resource: 'https://other.test' }, {}],
    [{ scope: 'notes:write' }, {}],
    [{}, { clientId: 'other' }],
  ])('is not spent by a wrong request: %j from %j (RU-04, TK-07, PK-04)', async (changes, client) => {
    await engine.begin('c');
    await expect(engine.redeem('c', changes, client)).rejects.toMatchObject({ name: 'OAuthError' });
    await expect(engine.redeem('c')).resolves.toBeDefined();
  });

  it('is worth nothing after its time (CC-03)', async () => {
    await engine.begin('c');
    engine.clock.advanceMs(60_000);
    await expect(engine.redeem('c')).rejects.toMatchObject({ reason: 'code_expired' });
  });

  it('is worth nothing where it was never made', async () => {
    await expect(engine.redeem('c')).rejects.toMatchObject({ reason: 'code_unknown' });
  });

  it('is worth nothing for somebody who is gone, and is not spent by that', async () => {
    await engine.begin('c');
    engine.users.known.delete('alice');
    await expect(engine.redeem('c')).rejects.toMatchObject({ reason: 'user_gone' });
    engine.users.known.set('alice', { subject: 'alice' });
    await expect(engine.redeem('c')).resolves.toBeDefined();
  });

  it('brings no refresh token for a client that has not registered that grant (RT-09, AS-19)', async () => {
    await engine.begin('c');
    const { refreshToken } = await engine.redeem('c', {}, { grantTypes: ['authorization_code'] });
    expect(refreshToken).toBeUndefined();
  });
});
