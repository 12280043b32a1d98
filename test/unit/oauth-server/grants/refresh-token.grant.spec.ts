import { beforeEach, describe, expect, it } from 'vitest';
import { TokenEngine } from '../../../support/token-engine.js';

let engine: TokenEngine;
let refreshToken: string;
let familyId: string;
beforeEach(async () => {
  engine = new TokenEngine();
  const login = await engine.loggedIn();
  refreshToken = login.refreshToken;
  familyId = login.family.id;
});

const isAlive = async () => (await engine.store.families.find(familyId))?.revokedAtMs === undefined;

describe('a refresh token', () => {
  it('gives way to its successor (AS-17)', async () => {
    const { refreshToken: successor = '' } = await engine.rotate(refreshToken);
    expect(successor).not.toBe(refreshToken);
    await expect(engine.rotate(successor)).resolves.toBeDefined();
  });

  it('brings the same successor once more within the overlap, with a fresh access token (RT-03, RT-04)', async () => {
    const first = await engine.rotate(refreshToken);
    engine.clock.advanceMs(29_999);
    const again = await engine.rotate(refreshToken);
    expect(again.refreshToken).toBe(first.refreshToken);
    expect(again.accessToken).not.toBe(first.accessToken);
  });

  it('ends the family after the overlap, and says so once (RT-01)', async () => {
    const { refreshToken: successor = '' } = await engine.rotate(refreshToken);
    engine.clock.advanceMs(30_000);
    await expect(engine.rotate(refreshToken)).rejects.toMatchObject({ reason: 'refresh_token_reused' });
    await expect(engine.rotate(successor)).rejects.toMatchObject({ reason: 'grant_revoked' });
    expect(engine.audit.named('grant_ended')).toMatchObject([{ grantId: familyId, cause: 'refresh_token_reused' }]);
  });

  it('ends the family once its successor was used, even within the overlap (RT-01)', async () => {
    const { refreshToken: successor = '' } = await engine.rotate(refreshToken);
    await engine.rotate(successor);
    await expect(engine.rotate(refreshToken)).rejects.toMatchObject({ reason: 'refresh_token_reused' });
    expect(await isAlive()).toBe(false);
  });

  it('ends the family at once where there is no overlap (RT-02)', async () => {
    const strict = new TokenEngine(undefined, { refreshOverlapSeconds: 0 });
    const login = await strict.loggedIn();
    await strict.rotate(login.refreshToken);
    await expect(strict.rotate(login.refreshToken)).rejects.toMatchObject({ reason: 'refresh_token_reused' });
  });

  it('has one successor for many at the same moment (RT-03)', async () => {
    const all = await Promise.all(Array.from({ length: 16 }, () => engine.rotate(refreshToken)));
    expect(new Set(all.map((one) => one.refreshToken)).size).toBe(1);
  });

  it('is refused from another client, and nothing changes (RT-05, AS-18)', async () => {
    await expect(engine.rotate(refreshToken, {}, { clientId: 'other' })).rejects.toMatchObject({
      reason: 'refresh_token_of_other_client',
    });
    await expect(engine.rotate(refreshToken)).resolves.toBeDefined();
  });

  it('that is spent is refused from another client, and nothing changes either (RT-05)', async () => {
    const { refreshToken: successor = '' } = await engine.rotate(refreshToken);
    engine.clock.advanceMs(60_000);
    await expect(engine.rotate(refreshToken, {}, { clientId: 'other' })).rejects.toMatchObject({
      reason: 'refresh_token_of_other_client',
    });
    await expect(engine.rotate(successor)).resolves.toBeDefined();
  });

  it.each([
    [{ scope: 'notes:read notes:write' }, 'scope_not_granted'],
    [{ resource: 'https://api.test/mcp/hr' }, 'resource_not_granted'],
    [{ resource: 'https://other.test' }, 'resource_not_granted'],
  ])('is not spent by asking for more: %j (RT-06)', async (changes, reason) => {
    await expect(engine.rotate(refreshToken, changes)).rejects.toMatchObject({ reason });
    const spent = await engine.rotate(refreshToken);
    engine.clock.advanceMs(60_000);
    await expect(engine.rotate(spent.refreshToken ?? '')).resolves.toBeDefined();
  });

  it('that is spent and asks for more is refused, and nothing changes', async () => {
    await engine.rotate(refreshToken);
    engine.clock.advanceMs(60_000);
    await expect(engine.rotate(refreshToken, { scope: 'notes:write' })).rejects.toMatchObject({
      reason: 'scope_not_granted',
    });
    expect(await isAlive()).toBe(true);
  });

  it('keeps all that was granted when an access token is narrowed (RT-06)', async () => {
    const narrow = await engine.rotate(refreshToken, { scope: '' });
    expect(narrow.scopes).toEqual(['notes:read']);
    await expect(engine.rotate(narrow.refreshToken ?? '')).resolves.toMatchObject({ scopes: ['notes:read'] });
  });

  it('goes stale by lying idle (RT-07)', async () => {
    engine.clock.advanceMs(30 * 86_400_000);
    await expect(engine.rotate(refreshToken)).rejects.toMatchObject({ reason: 'refresh_token_expired' });
  });

  it('ends with its login, however often it was rotated (RT-07)', async () => {
    let current = refreshToken;
    for (let day = 0; day < 89; day += 10) {
      engine.clock.advanceMs(10 * 86_400_000);
      if (day < 80) current = (await engine.rotate(current)).refreshToken ?? '';
    }
    await expect(engine.rotate(current)).rejects.toMatchObject({ reason: 'refresh_token_expired' });
  });

  it.each(['mcprt_', 'garbage', `mcprt_${'a'.repeat(22)}.${'a'.repeat(43)}`])('is none of ours: %s', async (token) => {
    await expect(engine.rotate(token)).rejects.toMatchObject({ reason: 'refresh_token_unknown' });
  });

  it('that was never made, though its first part is known, is reuse: only who had one knows it', async () => {
    const [lineage = ''] = refreshToken.split('.');
    await expect(engine.rotate(`${lineage}.${'a'.repeat(43)}`)).rejects.toMatchObject({
      reason: 'refresh_token_reused',
    });
  });
});
