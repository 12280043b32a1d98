import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import type { INestApplication } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { createApp } from '../../../src/create-app.js';
import { ScriptedLogin } from '../../../src/demo-client/scripted-login.js';
import { demoDefaults } from '../../../src/demo-defaults.js';
import { readDemoOptions, type DemoOptions } from '../../../src/demo-options.js';
import { listen } from '../../../src/listen.js';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import {
  independentIssuerUnavailable,
  startIndependentIssuer,
  type IndependentIssuer,
} from '../../support/independent-issuer.js';
import { json, startJsonServer } from '../../support/json-server.js';
import { adapters, freePort } from '../../support/launch.js';
import { startPricing, type PricingService } from '../../support/pricing-service.js';

let app: INestApplication | undefined;
let pricing: PricingService;
let folder: string;
beforeAll(async () => {
  pricing = await startPricing();
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  vi.unstubAllEnvs();
});
afterAll(async () => {
  await pricing.stop();
  await rm(folder, { recursive: true });
});

async function start(environment: Readonly<Record<string, string>>) {
  const database = `sqlite:${join(folder, randomUUID())}`;
  const given = { PORT: String(await freePort()), DATABASE_URL: database, MESH_URL: pricing.url, ...environment };
  const all = { ...given, ...demoDefaults(given) };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  const options = readDemoOptions(all);
  app = await createApp(options);
  app.useLogger(false);
  await listen(app, options);
  return options;
}

async function logIn({ resource, users: [user] }: DemoOptions) {
  const login = new ScriptedLogin(user ?? { username: '', password: '' }, () => undefined);
  const connect = async () => {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    const transport = new StreamableHTTPClientTransport(new URL(resource), { authProvider: login });
    return {
      client,
      transport,
      connected: await client.connect(transport).then(
        () => true,
        () => false,
      ),
    };
  };
  const { transport } = await connect();
  await transport.finishAuth(login.callback?.searchParams ?? new URLSearchParams());
  return { login, ...(await connect()) };
}

const textOf = (result: { readonly content: readonly unknown[] }) =>
  JSON.parse((result.content[0] as { readonly text: string }).text) as unknown;

describe.each(adapters)('the demo on %s, with nothing configured', (adapter) => {
  it('is its own authorization server: the official client logs in by a browser, and calls tools (CONTRACT-5)', async () => {
    const { client } = await logIn(await start({ HTTP_ADAPTER: adapter }));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'whoami',
      'notes_list',
      'notes_create',
      'notes_purge',
      'price_quote',
    ]);
    expect(textOf(await client.callTool({ name: 'whoami', arguments: {} }))).toMatchObject({
      scopes: ['notes:read', 'prices:read'],
      roles: ['admin'],
    });
    expect(textOf(await client.callTool({ name: 'price_quote', arguments: { item: 'desk' } }))).toMatchObject({
      totalCents: 24_900,
    });
    await client.close();
  });

  it('lets the client step up to write a note, which is there after a restart (RS-12)', async () => {
    const options = await start({ HTTP_ADAPTER: adapter });
    const { client, login, transport } = await logIn(options);
    const write = () => client.callTool({ name: 'notes_create', arguments: { text: 'a note' } });
    await expect(write()).rejects.toBeInstanceOf(UnauthorizedError);
    await transport.finishAuth(login.callback?.searchParams ?? new URLSearchParams());
    expect(textOf(await write())).toMatchObject({ text: 'a note' });
    expect(login.tokens()?.scope?.split(' ')).toEqual(
      expect.arrayContaining(['notes:read', 'notes:write', 'prices:read']),
    );
    await client.close();
    await app?.close();
    const PORT = String(options.port);
    const again = await logIn(await start({ HTTP_ADAPTER: adapter, DATABASE_URL: options.databaseUrl, PORT }));
    expect(textOf(await again.client.callTool({ name: 'notes_list', arguments: {} }))).toMatchObject([
      { text: 'a note' },
    ]);
    await again.client.close();
  });

  it('refuses who may not purge, by their role', async () => {
    const options = await start({ HTTP_ADAPTER: adapter, DEMO_USERS: 'bob:builder-of-things' });
    const { client } = await logIn(options);
    expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain('notes_purge');
    expect(
      await client.callTool({ name: 'notes_purge', arguments: {} }).catch(() => ({ isError: true })),
    ).toMatchObject({
      isError: true,
    });
    await client.close();
  });

  it('limits what one address asks for, unless that is lifted (DEMO_LIMITS)', async () => {
    for (const [limits, expected] of [
      ['on', [401, 429]],
      ['off', [401]],
    ] as const) {
      const { resource } = await start({ HTTP_ADAPTER: adapter, DEMO_LIMITS: limits });
      const statuses = new Set<number>();
      for (let round = 0; round < 13; round += 1) {
        const answers = await Promise.all(Array.from({ length: 100 }, () => ask(resource, statelessCall('ping'))));
        for (const { status } of answers) statuses.add(status);
      }
      expect([...statuses]).toEqual(expected);
      await app?.close();
    }
  });

  it('is alive and ready', async () => {
    const { publicUrl } = await start({ HTTP_ADAPTER: adapter });
    expect((await ask(`${publicUrl}/health/live`)).status).toBe(200);
    expect((await ask(`${publicUrl}/health/ready`)).status).toBe(200);
  });
});

const unavailable = independentIssuerUnavailable();

describe.skipIf(unavailable !== undefined)(`the demo with an issuer of one's own ${unavailable ?? ''}`, () => {
  let issuer: IndependentIssuer | undefined;
  afterEach(() => issuer?.stop());

  it.each(['jwt', 'remote'])('is protected by MCP_AUTH=%s', async (level) => {
    const port = await freePort();
    const audience = `http://localhost:${port}/mcp`;
    issuer = await startIndependentIssuer({ resource: audience, scopes: ['notes:read'] });
    const { resource, publicUrl } = await start({
      PORT: String(port),
      MCP_AUTH: level,
      MCP_AUTH_REMOTE_AUTHORIZATION_SERVERS: issuer.issuer,
      MCP_AUTH_JWT_JWKS_URI: issuer.jwksUri,
      MCP_AUTH_JWT_ISSUER: issuer.issuer,
      MCP_AUTH_JWT_AUDIENCE: audience,
    });
    const token = await issuer.userToken('notes:read');
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    const authProvider = { token: async () => token };
    await client.connect(new StreamableHTTPClientTransport(new URL(resource), { authProvider }));
    const { content } = await client.callTool({ name: 'whoami', arguments: {} });
    expect(JSON.stringify(content)).toContain('alice');
    await client.close();
    const metadata = await ask(`${publicUrl}/.well-known/oauth-protected-resource/mcp`);
    expect(metadata.status).toBe(level === 'remote' ? 200 : 404);
  });
});

describe('the demo with the variables of FastMCP, letter by letter', () => {
  it('is protected, with nothing else set', async () => {
    const keyServer = await startJsonServer(json({}));
    const issuer = await FakeIssuer.create(keyServer.url, 'RS256');
    keyServer.respond(json(issuer.jwks));
    const { resource } = await start({
      FASTMCP_SERVER_AUTH: 'JWT',
      FASTMCP_SERVER_AUTH_JWT_JWKS_URI: `${keyServer.url}/jwks`,
      FASTMCP_SERVER_AUTH_JWT_ISSUER: keyServer.url,
      FASTMCP_SERVER_AUTH_JWT_AUDIENCE: 'mcp-server',
    });
    const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });
    const statusFor = async (aud: string) =>
      (await ask(resource, withHeaders(whoami, bearer(await issuer.token({ aud }))))).status;
    expect((await ask(resource, whoami)).status).toBe(401);
    expect(await statusFor('mcp-server')).toBe(200);
    expect(await statusFor(resource)).toBe(401);
    await keyServer.stop();
  });
});

describe('the environment of the demo', () => {
  it.each([
    [{ DEMO_LIMITS: 'off', PUBLIC_URL: 'https://api.example.com' }, 'DEMO_LIMITS=off is for loopback only'],
    [{ DEMO_LIMITS: 'off', NODE_ENV: 'production' }, 'DEMO_LIMITS=off is for loopback only'],
    [{ DEMO_USERS: 'a:b', HOST: '0.0.0.0' }, 'DEMO_USERS is for loopback only'],
    [{ DEMO_USERS: 'alice' }, 'DEMO_USERS must be name:password or name:password:role'],
    [{ MESH_TRANSPORT: 'pigeon' }, 'MESH_TRANSPORT must be tcp, not "pigeon"'],
    [{ MESH_URL: '127.0.0.1' }, 'MESH_URL must be such as tcp://127.0.0.1:4000'],
    [{ PORT: 'abc' }, 'PORT must be a number from 0 to 65535, not "abc"'],
    [{ PUBLIC_URL: 'api.example.com' }, 'PUBLIC_URL must be an origin such as https://api.example.com'],
    [{ PUBLIC_URL: 'https://api.example.com/x' }, 'PUBLIC_URL must be an origin such as https://api.example.com'],
    [{ HTTP_ADAPTER: 'koa' }, 'HTTP_ADAPTER must be one of express, fastify, not "koa"'],
  ])('is told what is wrong with it: %j', (environment, message) => {
    expect(() => readDemoOptions(environment)).toThrow(message);
  });

  it('counts an empty variable as not set', () => {
    const empty = { PORT: '', PUBLIC_URL: '', MCP_AUTH: '', HTTP_ADAPTER: '', HOST: '', MCP_AUTH_SCOPES: '' };
    expect(readDemoOptions(empty)).toEqual(readDemoOptions({}));
  });
});
