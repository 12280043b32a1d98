import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { INestApplication, Type } from '@nestjs/common';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { ask, bearer, statelessCall, withHeaders } from '../support/http-client.js';
import { json, startJsonServer, type JsonServer } from '../support/json-server.js';
import { freePort, LogLines } from '../support/launch.js';

const audience = 'https://orders.example.com';
let keyServer: JsonServer;
let issuer: FakeIssuer;

beforeAll(async () => {
  keyServer = await startJsonServer(json({}));
  issuer = await FakeIssuer.create(keyServer.url);
  keyServer.respond(json(issuer.jwks));
});
afterAll(() => keyServer.stop());

describe.each(['before', 'after'] as const)('an existing service, %s MCP', (when) => {
  let app: INestApplication;
  let origin: string;
  let tcp: number;
  const authorized = async () => bearer(await issuer.token({ aud: audience }));

  beforeAll(async () => {
    const http = await freePort();
    tcp = await freePort();
    origin = `http://localhost:${http}`;
    vi.stubEnv('ORDERS_ISSUER', issuer.issuer);
    vi.stubEnv('ORDERS_AUDIENCE', audience);
    vi.stubEnv('ORDERS_RESOURCE', `${origin}/mcp`);
    vi.resetModules();
    const { AppModule } = (await import(`../existing-service/${when}/app.module.ts`)) as { AppModule: Type };
    const { serve } = await import('../existing-service/serve.js');
    app = await serve(AppModule, { http, tcp }, new LogLines());
  });
  afterAll(async () => {
    await app.close();
    vi.unstubAllEnvs();
  });

  it('answers REST under its prefix, by its own strategy', async () => {
    const list = await ask(`${origin}/api/orders`, { headers: await authorized() });
    expect(JSON.parse(list.text)).toEqual([{ id: 1, userId: 'alice' }]);
    expect((await ask(`${origin}/api/orders`)).status).toBe(401);
    expect((await ask(`${origin}/api/orders/health`)).status).toBe(200);
  });

  it('answers over TCP', async () => {
    const client = ClientProxyFactory.create({ transport: Transport.TCP, options: { host: '127.0.0.1', port: tcp } });
    expect(await firstValueFrom(client.send<unknown>('orders', { userId: 'bob' }))).toEqual([{ id: 1, userId: 'bob' }]);
    await client.close();
  });

  it('answers its web sockets', async () => {
    const socket = io(origin, { transports: ['websocket'] });
    const pong = new Promise((resolve) => socket.once('pong', resolve));
    socket.emit('ping');
    expect(await pong).toBe('orders');
    socket.disconnect();
  });

  if (when === 'before') return;

  it('serves its tools to who has a token that REST accepts too', async () => {
    const call = statelessCall('tools/call', { name: 'orders_list', arguments: {} });
    expect((await ask(`${origin}/mcp`, call)).status).toBe(401);
    const { text } = await ask(`${origin}/mcp`, withHeaders(call, await authorized()));
    expect(text).toContain(String.raw`{\"id\":1,\"userId\":\"alice\"}`);
  });
});

describe('the change that adds MCP at level 1 to an existing service', () => {
  it('is at most 12 lines, and a file of tools', () => {
    const folder = fileURLToPath(new URL('../existing-service', import.meta.url));
    const lines = changedLines(`${folder}/before/app.module.ts`, `${folder}/after/app.module.ts`);
    expect(lines.added.length + lines.removed.length, lines.added.join('\n')).toBeLessThanOrEqual(12);
  });
});

function changedLines(before: string, after: string) {
  const diff = unifiedDiff(before, after).split('\n').slice(4);
  return {
    added: diff.filter((line) => line.startsWith('+')),
    removed: diff.filter((line) => line.startsWith('-')),
  };
}

/** `git diff` ends with 1 where there is a difference. */
function unifiedDiff(before: string, after: string): string {
  try {
    return execFileSync('git', ['diff', '--no-index', '--no-color', '-U0', before, after], { encoding: 'utf8' });
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  }
}
