import { afterEach, describe, expect, it } from 'vitest';
import { startGatewayService, type GatewayService } from '../../support/gateway-service.js';
import { ask, bearer, statelessCall, withHeaders, type Question } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { selfSigned } from '../../support/self-signed.js';

const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });
type Headers = NonNullable<Question['headers']>;

let running: GatewayService | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const gatewayName = 'URI:spiffe://mesh/ns/edge/sa/gateway';

describe.each(adapters)('behind a gateway that writes plain headers, by mutual TLS, on %s', (adapter) => {
  const uri = gatewayName.slice('URI:'.length);

  async function startMesh() {
    const [server, gateway, neighbour, crafted, stranger] = await Promise.all([
      selfSigned('localhost'),
      selfSigned('gateway.internal', [uri]),
      selfSigned('neighbour.internal', ['spiffe://mesh/ns/edge/sa/gateway-2']),
      selfSigned('crafted.internal', [`http://a/, ${gatewayName}, DNS:b`]),
      selfSigned('gateway.internal', [uri]),
    ]);
    // Who is no gateway is to be answered, not hung up on.
    const ca = [gateway.cert, neighbour.cert, crafted.cert];
    running = await startGatewayService(
      adapter,
      {
        gateway: 'headers',
        headers: { subject: 'x-user', scopes: 'x-scopes' },
        trust: { peerNames: [gatewayName] },
        issuer: 'https://gateway.example.com',
      },
      { ...server, ca, requestCert: true, rejectUnauthorized: false },
    );
    const { notes, resource, log } = running;
    const send = (headers: Headers, identity?: { readonly key: string; readonly cert: string }) =>
      ask(notes, { headers }, { ca: server.cert, ...identity });
    const call = (headers: Headers, identity?: { readonly key: string; readonly cert: string }) =>
      ask(resource, withHeaders(whoami, headers), { ca: server.cert, ...identity });
    return { send, call, gateway, neighbour, crafted, stranger, log };
  }

  it('who comes through the gateway is let in', async () => {
    const { send, call, gateway } = await startMesh();
    const answer = await send({ 'X-User': 'alice', 'X-Scopes': 'a b' }, gateway);
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({ issuer: 'https://gateway.example.com', subject: 'alice', scopes: ['a', 'b'] });
    expect((await call({ 'x-user': 'alice' }, gateway)).text).toContain('alice');
  });

  it('nobody else is, whatever the headers say (MX-01)', async () => {
    const { send, call, neighbour, crafted, stranger, log } = await startMesh();
    for (const identity of [undefined, neighbour, crafted, stranger]) {
      const { status, headers } = await send({ 'x-user': 'alice' }, identity);
      expect(status).toBe(401);
      expect(headers['www-authenticate']).toContain(
        'error_description="The access token is not valid for this server"',
      );
      expect((await call({ 'x-user': 'alice' }, identity)).status).toBe(401);
    }
    expect(log.lines.join('\n')).toContain('gateway_not_trusted');
  });

  it('a header sent twice is refused, and one that became a list (BC-02)', async () => {
    const { send, gateway } = await startMesh();
    expect((await send({ 'x-user': ['mallory', 'alice'] }, gateway)).status).toBe(400);
    expect((await send({ 'x-user': 'mallory, alice' }, gateway)).status).toBe(400);
    expect((await send({ 'x-user': 'alice', 'x-scopes': ['a', 'b'] }, gateway)).status).toBe(400);
  });

  it('who is named by no header is nobody (BC-01)', async () => {
    const { send, gateway } = await startMesh();
    const { status, headers } = await send(bearer('token'), gateway);
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="mcp"']);
  });
});

describe.each(adapters)('behind a gateway that knows a secret, on %s', (adapter) => {
  const secret = 'a-secret-of-thirty-two-characters';

  it('only its headers count', async () => {
    running = await startGatewayService(adapter, {
      gateway: 'headers',
      headers: { subject: 'x-user' },
      trust: { secretHeader: 'x-gateway-secret', secret },
      issuer: 'https://gateway.example.com',
    });
    const { notes } = running;
    const statusOf = async (headers: Headers) =>
      (await ask(notes, { headers: { 'x-user': 'alice', ...headers } })).status;
    expect(await statusOf({ 'X-Gateway-Secret': secret })).toBe(200);
    expect(await statusOf({})).toBe(401);
    expect(await statusOf({ 'x-gateway-secret': `${secret}0` })).toBe(401);
    expect(await statusOf({ 'x-gateway-secret': [secret, secret] })).toBe(400);
  });
});
