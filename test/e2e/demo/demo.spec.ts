import { Client, ClientCredentialsProvider, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { INestApplication } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { createApp } from '../../../src/create-app.js';
import { readDemoOptions } from '../../../src/demo-options.js';
import { developmentClient, developmentIssuerUrls } from '../../../src/development-issuer/development-issuer.js';
import { DevelopmentIssuerModule } from '../../../src/development-issuer/development-issuer.module.js';
import { listen } from '../../../src/listen.js';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import {
  independentIssuerUnavailable,
  startIndependentIssuer,
  type IndependentIssuer,
} from '../../support/independent-issuer.js';
import { json, startJsonServer } from '../../support/json-server.js';
import { adapters, freePort } from '../../support/launch.js';

let app: INestApplication | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
  vi.unstubAllEnvs();
});

async function start(environment: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const options = readDemoOptions({ PORT: String(await freePort()), ...environment });
  app = await createApp(options);
  app.useLogger(false);
  await listen(app, options);
  return options;
}

describe.each(adapters)('the demo on %s, with nothing configured', (adapter) => {
  it('lets the official client find the development issuer, log in, and step up by itself on one 403 (RS-12)', async () => {
    const { resource, publicUrl } = await start({ HTTP_ADAPTER: adapter });
    const authProvider = new ClientCredentialsProvider({
      clientId: developmentClient.id,
      clientSecret: developmentClient.secret,
      expectedIssuer: developmentIssuerUrls(publicUrl).issuer,
    });
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    const statuses: number[] = [];
    const fetch: typeof globalThis.fetch = async (...args) => {
      const response = await globalThis.fetch(...args);
      statuses.push(response.status);
      return response;
    };
    const onInsufficientScope = 'reauthorize';
    const options = { authProvider, fetch, onInsufficientScope } as const;
    await client.connect(new StreamableHTTPClientTransport(new URL(resource), options));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['whoami', 'notes_list', 'notes_create']);
    const { content } = await client.callTool({ name: 'notes_list', arguments: {} });
    expect(content).toEqual([{ type: 'text', text: '[]' }]);
    const created = await client.callTool({ name: 'notes_create', arguments: { text: 'a note' } });
    expect(created).toMatchObject({ content: [{ text: '{"id":1,"text":"a note"}' }] });
    expect(statuses.filter((status) => status === 403)).toHaveLength(1);
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

  it('gives no token for a wrong secret or another grant', async () => {
    const { publicUrl } = await start({ HTTP_ADAPTER: adapter });
    const { tokenEndpoint } = developmentIssuerUrls(publicUrl);
    const post = (body: string) =>
      ask(tokenEndpoint, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
    const wrong = await post('grant_type=client_credentials&client_id=demo-client&client_secret=guess');
    expect([wrong.status, wrong.json()]).toEqual([401, { error: 'invalid_client' }]);
    const other = await post('grant_type=password&client_id=demo-client&client_secret=demo-secret');
    expect([other.status, other.json()]).toEqual([400, { error: 'unsupported_grant_type' }]);
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

describe('the development issuer', () => {
  it.each([
    [{ PUBLIC_URL: 'https://api.example.com' }, undefined],
    [{ HOST: '0.0.0.0' }, undefined],
    [{}, 'production'],
  ])('is refused in production: %j, NODE_ENV %s', (environment, nodeEnvironment) => {
    const options = readDemoOptions(environment);
    expect(() => DevelopmentIssuerModule.register(options, nodeEnvironment)).toThrow('for loopback only');
  });
});

describe('the environment of the demo', () => {
  it.each([
    [{ DEMO_LIMITS: 'off', PUBLIC_URL: 'https://api.example.com' }, 'DEMO_LIMITS=off is for loopback only'],
    [{ DEMO_LIMITS: 'off', NODE_ENV: 'production' }, 'DEMO_LIMITS=off is for loopback only'],
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
