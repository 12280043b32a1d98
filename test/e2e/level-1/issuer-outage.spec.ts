import { afterEach, describe, expect, it } from 'vitest';
import { statelessCall } from '../../support/http-client.js';
import { json, type Behaviour } from '../../support/json-server.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

const list = statelessCall('tools/list');

const faults: readonly (readonly [string, Behaviour])[] = [
  ['answers 500', (_, response) => void response.writeHead(500).end()],
  ['sends HTML', (_, response) => void response.end('<html>')],
  ['sends 10 MB', (_, response) => void response.end('9'.repeat(10_000_000))],
  ['redirects', (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
  ['cuts the connection', (_, response) => void response.destroy()],
  ['has no keys', json({ keys: [] })],
];

describe.each(adapters)('an issuer on %s that', (adapter) => {
  let service: ProtectedService;
  afterEach(() => service.stop());

  it.each(faults)('%s is told as 503, never as a bad token, and comes back (JK-03, JK-05)', async (_, fault) => {
    service = await startProtectedService({ adapter, level: 1 });
    service.keyServer.respond(fault);
    const { status, headers } = await service.askWithToken(list);
    expect([status, headers['retry-after'], headers['www-authenticate']]).toEqual([503, '3', undefined]);
    const anonymous = await service.ask(list);
    expect(anonymous.status).toBe(401);
  });

  it('fails after its keys are known does not matter (JK-03)', async () => {
    service = await startProtectedService({ adapter, level: 1 });
    expect((await service.askWithToken(list)).status).toBe(200);
    service.keyServer.respond((_, response) => void response.writeHead(500).end());
    expect((await service.askWithToken(list)).status).toBe(200);
  });

  it('is asked once by 200 first requests (JK-04)', async () => {
    service = await startProtectedService({ adapter, level: 1 });
    const answers = await Promise.all(Array.from({ length: 200 }, () => service.askWithToken(list)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(service.keyServer.requests()).toBe(1);
  });
});

describe('an issuer that', () => {
  it('hangs delays nobody but those who need it, and for a bounded time (JK-03)', { timeout: 15_000 }, async () => {
    const service = await startProtectedService({ adapter: 'express', level: 1 });
    service.keyServer.respond(() => undefined);
    const waiting = service.askWithToken(list);
    expect((await service.ask(list)).status).toBe(401);
    expect((await waiting).status).toBe(503);
    await service.stop();
  });
});
