import { afterEach, describe, expect, it } from 'vitest';
import { startGatewayService, type GatewayService } from '../../support/gateway-service.js';
import { standIns, stopKeyServers } from '../../support/gateways.js';
import { ask, bearer, statelessCall, withHeaders, type Question } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';

const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });
type Headers = NonNullable<Question['headers']>;

let running: GatewayService | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await stopKeyServers();
});

const combinations = adapters.flatMap((adapter) =>
  Object.entries(standIns).map(([name, start]) => ({ adapter, name, start })),
);

describe.each(combinations)('behind $name, on $adapter', ({ adapter, start }) => {
  async function startBehind() {
    const standIn = await start();
    const service = await startGatewayService(adapter, standIn.options);
    running = service;
    const { header } = standIn;
    const send = (value: string | readonly string[], more: Headers = {}) =>
      ask(service.notes, { headers: { [header]: value, ...more } });
    return { ...standIn, ...service, send };
  }

  it('who has a good assertion is let in, by the guard and at the MCP endpoint, which ask for no Authorization', async () => {
    const { send, good, resource, subject, header } = await startBehind();
    const answer = await send(good);
    expect(answer.status).toBe(200);
    expect(answer.json()['subject']).toBe(subject);
    const tool = await ask(resource, withHeaders(whoami, { [header]: good }));
    expect(tool.status).toBe(200);
    expect(tool.text).toContain(subject);
  });

  it('nobody is let in by what is no good assertion', async () => {
    const { send, bad, resource, header } = await startBehind();
    for (const [what, value] of Object.entries(bad)) {
      expect([what, (await send(value)).status]).toEqual([what, 401]);
      expect([what, (await ask(resource, withHeaders(whoami, { [header]: value }))).status]).toEqual([what, 401]);
    }
  });

  it('two assertions are refused, in two fields or in one (BC-02, BC-03)', async () => {
    const { send, good, bad } = await startBehind();
    const [worse = ''] = Object.values(bad);
    for (const value of [[good, good], [worse, good], [good, worse], `${worse}, ${good}`, `${good},${good}`]) {
      const { status, headers } = await send(value);
      expect([status, String(headers['www-authenticate']).includes('invalid_request')]).toEqual([400, true]);
    }
  });

  it('a bearer token is no credential, not even the assertion itself (BC-01)', async () => {
    const { send, good, notes, resource } = await startBehind();
    for (const url of [notes, resource]) {
      const { status, headers } = await ask(
        url,
        url === notes ? { headers: bearer(good) } : withHeaders(whoami, bearer(good)),
      );
      expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="mcp"']);
    }
    expect((await send(good, bearer('of somebody else'))).status).toBe(200);
  });

  it('a bearer token beside it, which nobody has looked at, is not told to tools as the token of the caller', async () => {
    const { resource, good, header } = await startBehind();
    const call = statelessCall('tools/call', { name: 'token', arguments: {} });
    const { text } = await ask(resource, withHeaders(call, { [header]: good, ...bearer('unseen') }));
    expect(text).toContain('token');
    expect(text).not.toContain('unseen');
  });
});
