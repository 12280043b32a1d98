import { randomUUID } from 'node:crypto';
import { ThrottlerStorageRedisService } from '@nest-lab/throttler-storage-redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ServiceOptions } from '../../support/protected-service.js';
import { redisUnavailable, redisUrl } from '../../support/redis.js';

const unavailable = await redisUnavailable();
const Storage = Symbol('Storage');
const limits = { perPersonPerMinute: 2, storage: Storage };

async function start(options: ServiceOptions) {
  const storage = { provide: Storage, useFactory: () => new ThrottlerStorageRedisService(redisUrl) };
  const service = await startProtectedService({ ...options, parts: { providers: [storage] } });
  onTestFinished(() => service.stop());
  return service;
}

describe.skipIf(unavailable !== undefined).each(adapters)(`limits in Redis on %s ${unavailable ?? ''}`, (adapter) => {
  it('refuse who asks too often, and nobody else', async () => {
    const service = await start({ adapter, options: { limits } });
    const [alice, bob] = [randomUUID(), randomUUID()];
    const list = async (sub: string) => (await service.askWithToken(statelessCall('tools/list'), { sub })).status;
    expect([await list(alice), await list(alice), await list(alice), await list(bob)]).toEqual([200, 200, 429, 200]);
  });

  it('are the same for all replicas', async () => {
    const one = await start({ adapter, options: { limits } });
    const { resource, issuer, keyServer } = one;
    const verifier = { issuer: issuer.issuer, jwksUri: `${keyServer.url}/jwks`, audience: resource };
    const other = await start({ adapter, options: { limits, resource }, verifier });
    const question = withHeaders(statelessCall('tools/list'), {
      ...bearer(await one.token({ sub: randomUUID() })),
      host: new URL(resource).host,
    });
    const replicas = [one, other, one, other];
    const statuses = [];
    for (const { origin } of replicas) statuses.push((await ask(`${origin}/mcp`, question)).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
  });
});
