import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { jwtVerifier, McpAuthModule } from 'nestjs-mcp-auth';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { Clock } from '../../../libs/mcp-auth/src/core/clock.js';
import { bearer, statelessCall, withHeaders, type Answer } from '../../support/http-client.js';
import { delays, faults, floods } from '../../support/hostile-servers.js';
import { json, startJsonServer, type Behaviour } from '../../support/json-server.js';
import { ecKeys } from '../../support/keys.js';
import { adapters, freePort, launch, type Adapter } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

const list = statelessCall('tools/list');
const minute = 60_000;

interface Attacked extends ProtectedService {
  /** Lets time pass for the ages of keys; tokens stay as young as they are. */
  passMs(ms: number): void;
}

/** Runs a service of its own, so that tests may run side by side. */
async function attack(adapter: Adapter, run: (service: Attacked) => Promise<void>): Promise<void> {
  const service = await startProtectedService({ adapter, level: 1 });
  const clock = service.app.get(Clock, { strict: false });
  let passedMs = 0;
  clock.monotonicMs = () => performance.now() + passedMs;
  try {
    await run({ ...service, passMs: (ms) => void (passedMs += ms) });
  } finally {
    await service.stop();
  }
}

const statusOf = async (answer: Promise<Answer>) => (await answer).status;

/** Without keys nobody can tell whether a token is good: try again, and keep it. */
function expectUnavailable({ status, headers }: Answer): void {
  expect([status, headers['retry-after'], headers['www-authenticate']]).toEqual([503, '3', undefined]);
}

/** Once the issuer is well again, so is the service. */
async function expectRecovery(service: Attacked): Promise<void> {
  service.keyServer.respond(json(service.issuer.jwks));
  service.passMs(3_000);
  expect(await statusOf(service.askWithToken(list))).toBe(200);
}

/** A second key of the same issuer. */
const rotated = ({ issuer }: ProtectedService) => FakeIssuer.create(issuer.issuer, 'ES256', 'key-2');

describe.each(adapters)('attacks on key retrieval on %s', (adapter) => {
  it('JK-01 1,000 tokens with random key ids cause one refetch, and good tokens work meanwhile', async () => {
    await attack(adapter, async (service) => {
      expect(await statusOf(service.askWithToken(list))).toBe(200);
      for (let batch = 0; batch < 10; batch += 1) {
        const answers = Array.from({ length: 100 }, async (_, i) => {
          const token = await service.token({}, { kid: `random-${batch}-${i}` });
          return statusOf(service.ask(withHeaders(list, bearer(token))));
        });
        expect(await statusOf(service.askWithToken(list))).toBe(200);
        expect(new Set(await Promise.all(answers))).toEqual(new Set([401]));
        service.passMs(100);
      }
      expect(service.keyServer.requests()).toBe(2);
    });
  });

  it('JK-02 a token of a new key is good at once, after one refetch', async () => {
    await attack(adapter, async (service) => {
      expect(await statusOf(service.askWithToken(list))).toBe(200);
      const next = await rotated(service);
      service.keyServer.respond(json({ keys: [service.issuer.publicJwk, next.publicJwk] }));
      const token = await next.token({ aud: service.resource });
      expect(await statusOf(service.ask(withHeaders(list, bearer(token))))).toBe(200);
      expect(await statusOf(service.askWithToken(list))).toBe(200);
      expect(service.keyServer.requests()).toBe(2);
    });
  });

  it('JK-02 a token of a removed key is refused ten minutes later at the latest', async () => {
    await attack(adapter, async (service) => {
      expect(await statusOf(service.askWithToken(list))).toBe(200);
      service.keyServer.respond(json((await rotated(service)).jwks));
      service.passMs(10 * minute);
      expect(await statusOf(service.askWithToken(list))).toBe(401);
    });
  });

  it.each(Object.entries(faults))('JK-03, JK-05 a key server that %s', async (_, fault) => {
    await attack(adapter, async (service) => {
      service.keyServer.respond(fault);
      expectUnavailable(await service.askWithToken(list));
      expect(await statusOf(service.ask(list))).toBe(401);
      await expectRecovery(service);
      service.keyServer.respond(fault);
      service.passMs(59 * minute);
      expect(await statusOf(service.askWithToken(list))).toBe(200);
      service.passMs(2 * minute);
      expectUnavailable(await service.askWithToken(list));
    });
  });

  it('JK-03 a key server that refuses connections', async () => {
    await attack(adapter, async (service) => {
      expect(await statusOf(service.askWithToken(list))).toBe(200);
      await service.keyServer.stop();
      service.passMs(59 * minute);
      expect(await statusOf(service.askWithToken(list))).toBe(200);
      service.passMs(2 * minute);
      expectUnavailable(await service.askWithToken(list));
    });
  });

  it('JK-04 200 first requests at once cause one fetch and get the same answer', async () => {
    await attack(adapter, async (service) => {
      const answers = await Promise.all(Array.from({ length: 200 }, () => statusOf(service.askWithToken(list))));
      expect(new Set(answers)).toEqual(new Set([200]));
      expect(service.keyServer.requests()).toBe(1);
    });
  });

  it.each(Object.entries(floods))('JK-05 a key server that %s', async (_, flood) => {
    await attack(adapter, async (service) => {
      service.keyServer.respond(flood);
      expectUnavailable(await service.askWithToken(list));
      await expectRecovery(service);
    });
  });

  it.each([{ keys: null }, { keys: [] }, { keys: [{}] }, [], null, 7])('JK-05 the key set %j', async (document) => {
    await attack(adapter, async (service) => {
      service.keyServer.respond(json(document));
      expectUnavailable(await service.askWithToken(list));
      await expectRecovery(service);
    });
  });

  it('JK-05 a good key behind 10,000 that cannot be used still works', async () => {
    await attack(adapter, async (service) => {
      const junk = Array.from({ length: 10_000 }, () => ({ kty: 'oct' }));
      service.keyServer.respond(json({ keys: [...junk, service.issuer.publicJwk] }));
      expect(await statusOf(service.askWithToken(list))).toBe(200);
    });
  });

  it('JK-05 a good key works beside broken ones, and a key with private members is good for nothing', async () => {
    await attack(adapter, async (service) => {
      const { privateKey } = await ecKeys();
      const leaked = { ...privateKey.export({ format: 'jwk' }), kid: 'leaked', use: 'sig' };
      const broken = { kty: 'RSA', kid: 'broken', n: '!', e: 'AQAB' };
      service.keyServer.respond(json({ keys: [leaked, broken, service.issuer.publicJwk] }));
      const claims = { iss: service.issuer.issuer, sub: 'mallory', aud: service.resource };
      const forged = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: 'leaked', typ: 'at+jwt' })
        .setExpirationTime('5m')
        .sign(privateKey);
      expect(await statusOf(service.ask(withHeaders(list, bearer(forged))))).toBe(401);
      expect(await statusOf(service.askWithToken(list))).toBe(200);
    });
  });

  it('JK-06 a redirect of the key server is not followed', async () => {
    const listener = await startJsonServer(json({}));
    await attack(adapter, async (service) => {
      listener.respond(json(service.issuer.jwks));
      for (const location of [`${listener.url}/jwks`, 'http://169.254.169.254/latest/meta-data']) {
        service.keyServer.respond((_, response) => void response.writeHead(302, { location }).end());
        expectUnavailable(await service.askWithToken(list));
        service.passMs(3_000);
      }
      expect(listener.requests()).toBe(0);
      await expectRecovery(service);
    });
    await listener.stop();
  });

  it('JK-06 plain http to another machine is refused at start', async () => {
    const options = { jwksUri: 'http://keys.example/jwks', issuer: 'https://idp.example', audience: 'a' };
    const module = McpAuthModule.forRoot({ resource: 'https://api.example/mcp', auth: jwtVerifier(options) });
    await expect(launch(module, { adapter, port: await freePort() })).rejects.toThrow(/jwksUri.*must be an https URL/s);
  });
});

async function expectBoundedWait(adapter: Adapter, delay: Behaviour): Promise<void> {
  await attack(adapter, async (service) => {
    service.keyServer.respond(delay);
    const waiting = service.askWithToken(list);
    expect(await statusOf(service.ask(list))).toBe(401);
    expectUnavailable(await waiting);
    await expectRecovery(service);
  });
}

async function expectCachedKeys(adapter: Adapter, delay: Behaviour): Promise<void> {
  await attack(adapter, async (service) => {
    expect(await statusOf(service.askWithToken(list))).toBe(200);
    service.keyServer.respond(delay);
    service.passMs(5 * minute);
    const startedAtMs = performance.now();
    expect(await statusOf(service.askWithToken(list))).toBe(200);
    expect(performance.now() - startedAtMs, 'nobody waits for the refresh').toBeLessThan(2_000);
    service.passMs(54 * minute);
    expect(await statusOf(service.askWithToken(list))).toBe(200);
  });
}

/** Each waits for the time-out of a fetch, five seconds, hence all at once. */
describe('a key server that keeps callers waiting, on both adapters', () => {
  it.concurrent.each(Object.entries<Behaviour>(delays))('JK-03 %s', async (_, delay) => {
    await Promise.all(
      adapters.flatMap((adapter) => [expectBoundedWait(adapter, delay), expectCachedKeys(adapter, delay)]),
    );
  });
});
