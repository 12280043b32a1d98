import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../../libs/mcp-auth/src/core/clock.js';
import { adapters } from '../../support/launch.js';
import { basic, refusalOf, startAttacked, type AttackedService } from '../../support/oauth-attack.js';

describe.each(adapters)('attacks on codes on %s', (adapter) => {
  let service: AttackedService;
  let passedMs = 0;
  beforeAll(async () => {
    service = await startAttacked(adapter);
    service.app.get(Clock, { strict: false }).nowMs = () => Date.now() + passedMs;
  });
  afterAll(() => service.stop());

  const isAlive = async (accessToken: unknown) => {
    const answer = await service.post('/introspect', { token: String(accessToken) }, basic('machine'));
    return answer.json()['active'];
  };

  it('of 50 who redeem one code at once one gets tokens, and they live (CC-01)', async () => {
    for (let round = 0; round < 10; round += 1) {
      const code = await service.code();
      const answers = await Promise.all(Array.from({ length: 50 }, () => service.redeem(code)));
      const [winner, ...others] = answers.filter(({ status }) => status === 200);
      expect(others).toEqual([]);
      expect(answers.filter((one) => one !== winner).map(refusalOf)).toEqual(
        Array.from({ length: 49 }, () => [400, 'invalid_grant']),
      );
      expect(await isAlive(winner?.json()['access_token'])).toBe(true);
    }
  });

  it.each([1, 30])(
    'a replay after %i seconds by who has all it takes ends the tokens (CC-02, AS-20)',
    async (seconds) => {
      const code = await service.code();
      const { access_token, refresh_token } = (await service.redeem(code)).json();
      passedMs += seconds * 1000;
      expect(refusalOf(await service.redeem(code))).toEqual([400, 'invalid_grant']);
      expect(await isAlive(access_token)).toBe(false);
      const refresh = { grant_type: 'refresh_token', client_id: 'cli', refresh_token: String(refresh_token) };
      expect(refusalOf(await service.token(refresh))).toEqual([400, 'invalid_grant']);
    },
  );

  it.each([
    ['with another verifier', { code_verifier: 'x'.repeat(43) }],
    ['without a verifier', { code_verifier: '' }],
    ['by another client', { client_id: 'other' }],
    ['with another redirect URI', { redirect_uri: 'https://app.test/other' }],
  ])('a replay %s ends nothing: who found a code must not end a session (CC-02)', async (_, changes) => {
    const code = await service.code();
    const { access_token } = (await service.redeem(code)).json();
    passedMs += 1_000;
    expect((await service.redeem(code, changes)).status).toBe(400);
    expect(await isAlive(access_token)).toBe(true);
  });

  it('a code is good for a minute (CC-03)', async () => {
    const [young, old] = [await service.code(), await service.code()];
    passedMs += 59_000;
    expect((await service.redeem(young)).status).toBe(200);
    passedMs += 1_000;
    expect(refusalOf(await service.redeem(old))).toEqual([400, 'invalid_grant']);
  });

  it('a code of one client is not redeemed by another, which does not spend it (CC-03)', async () => {
    const code = await service.code();
    expect(refusalOf(await service.redeem(code, { client_id: 'other' }))).toEqual([400, 'invalid_grant']);
    expect((await service.redeem(code)).status).toBe(200);
  });
});
