import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { introspectionVerifier } from 'nestjs-mcp-auth';
import { ask, bearer, statelessCall, withHeaders } from '../support/http-client.js';
import { json, startJsonServer, type Behaviour, type JsonServer } from '../support/json-server.js';
import { startProtectedService, type ProtectedService } from '../support/protected-service.js';
import { WhoamiTools } from '../support/whoami.tool.js';

const OUTAGE_MS = 60_000;
const PER_SECOND = 200;
const audience = 'https://api.example.com/mcp';
const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });
const good: Behaviour = json({ active: true, sub: 'alice', aud: audience });

const faults: readonly (readonly [string, Behaviour])[] = [
  ['answers 500', (_, response) => void response.writeHead(500).end()],
  ['hangs', () => undefined],
];

describe.each(faults)(
  'a provider that is asked about tokens and %s for a minute, at 200 requests per second',
  (fault, broken) => {
    let provider: JsonServer;
    let service: ProtectedService;

    beforeAll(async () => {
      provider = await startJsonServer(good);
      const auth = introspectionVerifier({
        issuer: 'http://localhost:9/provider',
        endpoint: `${provider.url}/introspect`,
        clientId: 'notes',
        clientSecret: 'secret',
        audience,
        timeoutSeconds: 2,
        cacheMaxAgeSeconds: 120,
      });
      service = await startProtectedService({
        adapter: 'fastify',
        options: { auth },
        parts: { providers: [WhoamiTools] },
      });
    });
    afterAll(async () => {
      await service.stop();
      await provider.stop();
    });

    const statusOf = async (token: string) => (await ask(service.resource, withHeaders(whoami, bearer(token)))).status;

    it('fails nobody whose token is known, tells everybody else 503, and is forgotten when it is over', async () => {
      const known = Array.from({ length: 50 }, (_, i) => `known-${i}`);
      for (const token of known) expect(await statusOf(token)).toBe(200);
      const callsBefore = provider.requests();
      provider.respond(broken);
      const [cached, fresh] = await Promise.all([
        hammer((i) => statusOf(known[i % known.length] ?? '')),
        hammer((i) => statusOf(`fresh-${i}`)),
      ]);
      const calls = provider.requests() - callsBefore;
      provider.respond(good);
      const recoveryMs = await timeUntil(async () => (await statusOf('after-the-outage')) === 200);
      console.info(
        `provider ${fault} for a minute: cached ${JSON.stringify(cached)}, fresh ${JSON.stringify(fresh)}, ` +
          `${calls} calls to the provider, good again after ${recoveryMs} ms`,
      );
      expect(Object.keys(cached)).toEqual(['200']);
      expect(Object.keys(fresh)).toEqual(['503']);
      // What was under way when it broke, and one in two seconds.
      expect(calls).toBeLessThanOrEqual(OUTAGE_MS / 2_000 + 140);
      expect(recoveryMs).toBeLessThan(5_000);
    }, 180_000);
  },
);

/** Half of the load, evenly over the minute; how often each status was seen. */
async function hammer(call: (index: number) => Promise<number>): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  const pending: Promise<void>[] = [];
  const begin = performance.now();
  const everyMs = 1_000 / (PER_SECOND / 2);
  for (let i = 0; performance.now() - begin < OUTAGE_MS; i += 1) {
    pending.push(call(i).then((status) => void (seen[status] = (seen[status] ?? 0) + 1)));
    // Also where it is late the others get their turn.
    await wait(Math.max(0, begin + i * everyMs - performance.now()));
  }
  await Promise.all(pending);
  return seen;
}

async function timeUntil(isSo: () => Promise<boolean>): Promise<number> {
  const begin = performance.now();
  while (!(await isSo())) await wait(100);
  return Math.round(performance.now() - begin);
}
