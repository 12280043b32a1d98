import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, bearer, statelessCall, withHeaders } from '../support/http-client.js';
import { json, type Behaviour } from '../support/json-server.js';
import { startProtectedService, type ProtectedService } from '../support/protected-service.js';
import { WhoamiTools } from '../support/whoami.tool.js';

const OUTAGE_MS = 60_000;
const outOfOrder: Behaviour = (_request, response) => void response.writeHead(500).end();
const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });

describe('an issuer that is away for a minute, under load', () => {
  let warm: ProtectedService;
  let cold: ProtectedService;

  beforeAll(async () => {
    [warm, cold] = await Promise.all([start(), start()]);
    await warm.askWithToken(whoami);
  });
  afterAll(() => Promise.all([warm.stop(), cold.stop()]));

  const start = () => startProtectedService({ adapter: 'fastify', parts: { providers: [WhoamiTools] } });

  it('fails nobody whose key is known, tells everybody else 503, and is forgotten when it is over', async () => {
    for (const { keyServer } of [warm, cold]) keyServer.respond(outOfOrder);
    const [served, refused] = await Promise.all([hammer(warm), hammer(cold)]);
    const asked = cold.keyServer.requests();
    for (const { keyServer, issuer } of [warm, cold]) keyServer.respond(json(issuer.jwks));
    await wait(3_100);
    const after = await cold.askWithToken(whoami);
    console.info(
      `outage of a minute: warm ${JSON.stringify(served)}, cold ${JSON.stringify(refused)}, ` +
        `${asked} requests to the issuer, then ${after.status}`,
    );
    expect(Object.keys(served)).toEqual(['200']);
    expect(Object.keys(refused)).toEqual(['503']);
    // One every three seconds, whatever the load.
    expect(asked).toBeLessThanOrEqual(OUTAGE_MS / 3_000 + 2);
    expect(after.status).toBe(200);
  }, 120_000);
});

/** Four clients with a token of their own each time, for the whole outage; how often each status was seen. */
async function hammer(service: ProtectedService): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  const end = performance.now() + OUTAGE_MS;
  const client = async (name: string) => {
    for (let call = 0; performance.now() < end; call += 1) {
      const token = await service.token({ sub: `${name}-${call}` });
      const { status } = await ask(service.resource, withHeaders(whoami, bearer(token)));
      seen[status] = (seen[status] ?? 0) + 1;
    }
  };
  await Promise.all(['a', 'b', 'c', 'd'].map(client));
  return seen;
}
