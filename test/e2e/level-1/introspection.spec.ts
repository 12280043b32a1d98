import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { introspectionVerifier, type IntrospectionOptions } from 'nestjs-mcp-auth';
import { bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import {
  independentIssuerUnavailable,
  resourceServers,
  startIndependentIssuer,
  type IndependentIssuer,
} from '../../support/independent-issuer.js';
import { ecKeys } from '../../support/keys.js';
import { adapters, type Adapter } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });
const audience = 'https://api.example.com/mcp';
const other = 'https://other.example.com/mcp';
const { secret } = resourceServers;

let issuer: IndependentIssuer;
let privateKey: Record<string, unknown>;

async function startIssuer(): Promise<void> {
  const keys = await ecKeys();
  privateKey = { ...keys.privateKey.export({ format: 'jwk' }), kid: 'api-1' };
  issuer = await startIndependentIssuer({
    resource: [audience, other],
    scopes: ['notes:read', 'notes:write'],
    resourceServerKey: { ...keys.publicKey.export({ format: 'jwk' }), kid: 'api-1', use: 'sig', alg: 'ES256' },
  });
}

function startService(adapter: Adapter, client: Partial<IntrospectionOptions>): Promise<ProtectedService> {
  const { issuer: name } = issuer;
  const auth = introspectionVerifier({ issuer: name, clientId: resourceServers.bySecret, audience, ...client });
  return startProtectedService({ adapter, options: { auth }, parts: { providers: [WhoamiTools] } });
}

const revoke = (token: string) => {
  const { id: client_id, secret: client_secret } = issuer.machineClient;
  const body = new URLSearchParams({ token, client_id, client_secret });
  return fetch(`${issuer.issuer}/token/revocation`, { method: 'POST', body });
};

describe.skipIf(independentIssuerUnavailable() !== undefined)('opaque tokens of an independent issuer', () => {
  beforeAll(startIssuer);
  afterAll(() => issuer.stop());

  describe.each(adapters)('on %s', (adapter) => {
    const askAs = async (client: Partial<IntrospectionOptions>, tokens: readonly string[]) => {
      const service = await startService(adapter, client);
      try {
        const answers = [];
        for (const token of tokens) answers.push(await service.ask(withHeaders(whoami, bearer(token))));
        return answers;
      } finally {
        await service.stop();
      }
    };
    const statusAs = async (client: Partial<IntrospectionOptions>, token: string) =>
      (await askAs(client, [token]))[0]?.status;

    it.each([
      ['a secret with reserved characters (RFC 6749 §2.3.1)', () => ({ clientSecret: secret })],
      ['a private key (RFC 7523)', () => ({ clientId: resourceServers.byKey, privateKey })],
      [
        'a secret, and answers that the issuer signs (RFC 9701)',
        () => ({ clientId: resourceServers.signed, clientSecret: secret, answer: 'signed' as const }),
      ],
    ])('are good for a service that has %s', async (_, client) => {
      const [answer] = await askAs(client(), [await issuer.userToken('notes:read', { user: 'bob' })]);
      const principal = { subject: 'bob', issuer: issuer.issuer, scopes: ['notes:read'] };
      const text = JSON.stringify({ ...principal, sdkSubject: 'bob', sdkScopes: ['notes:read'] });
      expect(answer?.json()).toMatchObject({ result: { content: [{ text }] } });
    });

    it('are bad for another resource (RI-05)', async () => {
      const token = await issuer.userToken('notes:read', { resource: other });
      expect(await statusAs({ clientSecret: secret }, token)).toBe(401);
    });

    it('are bad where nobody has issued them', async () => {
      const [answer] = await askAs({ clientSecret: secret }, ['never-issued']);
      expect([answer?.status, answer?.headers['www-authenticate']]).toEqual([
        401,
        'Bearer error="invalid_token", error_description="The access token expired or was revoked"',
      ]);
    });

    it('are bad once they are revoked (RI-06)', async () => {
      const token = await issuer.tokenFor('notes:read');
      const service = await startService(adapter, {
        clientSecret: secret,
        subjectClaim: 'client_id',
        cacheMaxAgeSeconds: 0,
      });
      const statuses = [(await service.ask(withHeaders(whoami, bearer(token)))).status];
      await revoke(token);
      statuses.push((await service.ask(withHeaders(whoami, bearer(token)))).status);
      await service.stop();
      expect(statuses).toEqual([200, 401]);
    });

    it('are of nobody where a machine has them, unless the operator says who that is', async () => {
      const token = await issuer.tokenFor('notes:read');
      const named = { clientSecret: secret, subjectClaim: 'client_id' };
      expect([await statusAs({ clientSecret: secret }, token), await statusAs(named, token)]).toEqual([401, 200]);
    });

    it.each([
      ['the secret is wrong', () => ({ clientSecret: 'wrong' })],
      ['the service is unknown', () => ({ clientId: 'nobody', clientSecret: secret })],
    ])('are neither good nor bad where %s', async (_, client) => {
      const [answer] = await askAs(client(), [await issuer.userToken('notes:read')]);
      expect([answer?.status, answer?.headers['retry-after'], answer?.headers['www-authenticate']]).toEqual([
        503,
        '3',
        undefined,
      ]);
    });
  });
});
