import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../../libs/mcp-auth/src/core/clock.js';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { ecKeys } from '../../support/keys.js';
import { adapters } from '../../support/launch.js';
import { basic, refusalOf, startAttacked, type AttackedService } from '../../support/oauth-attack.js';

describe.each(adapters.flatMap((adapter) => (['jwt', 'opaque'] as const).map((format) => ({ adapter, format }))))(
  'attacks on revocation and introspection of $format tokens on $adapter',
  ({ adapter, format }) => {
    let service: AttackedService;
    let passedMs = 0;
    beforeAll(async () => {
      service = await startAttacked(adapter, { tokens: { format } });
      service.app.get(Clock, { strict: false }).nowMs = () => Date.now() + passedMs;
    });
    afterAll(() => service.stop());

    const introspect = async (token: string, hint: Readonly<Record<string, string>> = {}) =>
      (await service.post('/introspect', { token, ...hint }, basic('machine'))).json();
    const revoke = (token: string, changes: Readonly<Record<string, string>> = {}) =>
      service.post('/revoke', { token, client_id: 'cli', ...changes });
    const refresh = (token: string) =>
      service.token({ grant_type: 'refresh_token', client_id: 'cli', refresh_token: token });
    const inactive = { active: false };

    it('tells of what is good whatever the hint says (RI-01)', async () => {
      const { accessToken, refreshToken } = await service.logIn();
      const hints: readonly Readonly<Record<string, string>>[] = [
        {},
        { token_type_hint: 'refresh_token' },
        { token_type_hint: 'unknown' },
      ];
      for (const hint of hints) {
        expect(await introspect(accessToken, hint)).toMatchObject({
          active: true,
          client_id: 'cli',
          sub: 'alice',
          iss: service.issuer,
          aud: service.resource,
          scope: 'notes:read notes:write',
          token_type: 'Bearer',
        });
        expect(await introspect(refreshToken, hint)).toMatchObject({ active: true, client_id: 'cli', sub: 'alice' });
      }
    });

    it('tells nothing of what is not (RI-01)', async () => {
      const { accessToken, refreshToken } = await service.logIn();
      await refresh(refreshToken);
      const { privateKey } = await ecKeys();
      const foreign = (claims: object) =>
        new SignJWT({ iss: service.issuer, sub: 'alice', ...claims })
          .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
          .setExpirationTime('1h')
          .sign(privateKey);
      const nothing = [
        'unknown',
        'mcpat_unknown',
        `${refreshToken.slice(0, -1)}x`,
        refreshToken,
        await foreign({ aud: service.resource }),
        await foreign({ aud: service.issuer, iss: 'cli', sub: 'cli' }),
        `${accessToken}x`,
      ];
      for (const token of nothing) expect(await introspect(token)).toEqual(inactive);
    });

    it('tells nothing of what has expired (RI-01)', async () => {
      const { accessToken } = await service.logIn();
      passedMs = 16 * 60_000;
      expect(await introspect(accessToken)).toEqual(inactive);
      passedMs = 0;
    });

    it('ends nothing of another client, and does not say so (RI-02)', async () => {
      const { accessToken, refreshToken } = await service.logIn();
      const answers = [
        await revoke(accessToken, { client_id: 'other' }),
        await revoke(refreshToken, { client_id: 'other' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await introspect(accessToken)).toMatchObject({ active: true });
      expect((await refresh(refreshToken)).status).toBe(200);
    });

    it('a refresh token takes its family with it, twice is once (RI-03, AS-40)', async () => {
      const { accessToken, refreshToken } = await service.logIn();
      const statuses = [await revoke(refreshToken), await revoke(refreshToken)].map(({ status }) => status);
      expect(statuses).toEqual([200, 200]);
      expect(refusalOf(await refresh(refreshToken))).toEqual([400, 'invalid_grant']);
      expect([await introspect(accessToken), await introspect(refreshToken)]).toEqual([inactive, inactive]);
    });

    it('an access token takes nothing with it (RI-03, RI-04)', async () => {
      const { accessToken, refreshToken } = await service.logIn();
      expect((await revoke(accessToken, { token_type_hint: 'refresh_token' })).status).toBe(200);
      expect(await introspect(accessToken)).toEqual(inactive);
      expect((await refresh(refreshToken)).status).toBe(200);
    });

    it('what is unknown is as good as revoked (RI-03)', async () => {
      expect((await revoke('unknown')).status).toBe(200);
    });

    it.each(['/revoke', '/introspect'])('%s wants to know who asks, and of what', async (path) => {
      expect(refusalOf(await service.post(path, { token: 'x' }))).toEqual([401, 'invalid_client']);
      expect(refusalOf(await service.post(path, { token: 'x' }, basic('machine', 'wrong')))).toEqual([
        401,
        'invalid_client',
      ]);
      expect(refusalOf(await service.post(path, {}, basic('machine')))).toEqual([400, 'invalid_request']);
    });

    it('the resource takes the tokens of this server, and no others', async () => {
      const { accessToken, refreshToken } = await service.logIn();
      const statusOf = async (token: string) =>
        (await ask(service.resource, withHeaders(statelessCall('tools/list'), bearer(token)))).status;
      expect(await Promise.all([accessToken, refreshToken, `${accessToken}x`].map(statusOf))).toEqual([200, 401, 401]);
    });
  },
);

describe('a signed introspection answer (RFC 9701)', () => {
  it('is for who asked, where it is switched on, and JSON where it is not', async () => {
    const accept = { accept: 'application/token-introspection+jwt' };
    for (const introspectionJwt of ['on', 'off'] as const) {
      const service = await startAttacked('fastify', { tokens: { introspectionJwt } });
      const { accessToken } = await service.logIn();
      const answer = await service.post('/introspect', { token: accessToken }, { ...basic('machine'), ...accept });
      await service.stop();
      const type = introspectionJwt === 'on' ? 'application/token-introspection+jwt' : 'application/json';
      expect(answer.headers['content-type']).toBe(type);
    }
  });
});
