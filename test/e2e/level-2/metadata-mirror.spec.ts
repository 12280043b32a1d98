import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jwtVerifier, McpAuthModule, remoteAuth } from 'nestjs-mcp-auth';
import { ask } from '../../support/http-client.js';
import { json, startJsonServer, type JsonServer } from '../../support/json-server.js';
import { adapters, freePort, launch, type Running } from '../../support/launch.js';

describe.each(adapters)("the provider's metadata under our origin, on %s", (adapter) => {
  let provider: JsonServer;
  let service: Running;
  let document: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    provider = await startJsonServer(json({}));
    document = {
      issuer: provider.url,
      authorization_endpoint: `${provider.url}/authorize`,
      token_endpoint: `${provider.url}/token`,
    };
  });
  afterAll(() => provider.stop());

  beforeEach(async () => {
    provider.respond(json(document));
    service = await start('on');
    return () => service.stop();
  });

  async function start(legacyRootAliases: 'on' | 'off'): Promise<Running> {
    const port = await freePort();
    const verifier = jwtVerifier({ issuer: provider.url, audience: 'x' });
    const auth = remoteAuth({ authorizationServers: [provider.url], verifier, legacyRootAliases });
    class ServiceModule {}
    const imports = [McpAuthModule.forRoot({ resource: `http://localhost:${port}/mcp`, auth })];
    return launch({ module: ServiceModule, imports }, { adapter, port });
  }

  it.each(['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'])(
    'stands at %s for clients that look nowhere else, with the issuer as it is (DI-03)',
    async (path) => {
      const { status, headers, json: body } = await ask(service.origin + path);
      expect([status, body()]).toEqual([200, document]);
      expect(headers['access-control-allow-origin']).toBe('*');
    },
  );

  it('is fetched once for all who ask', async () => {
    const before = provider.requests();
    await Promise.all(
      Array.from({ length: 20 }, () => ask(`${service.origin}/.well-known/oauth-authorization-server`)),
    );
    expect(provider.requests() - before).toBe(1);
  });

  it.each([
    ['names another issuer', { issuer: 'https://attacker.example' }],
    ['has a plain http endpoint', { token_endpoint: 'http://idp.example.com/token' }],
    ['has a script as an endpoint', { authorization_endpoint: 'javascript:alert(1)' }],
  ])('is not passed on when it %s, and nobody is told more (DI-04)', async (_, changes) => {
    provider.respond(json({ ...document, ...changes }));
    const { status, headers, text } = await ask(`${service.origin}/.well-known/oauth-authorization-server`);
    expect([status, headers['retry-after']]).toEqual([503, '3']);
    expect(text).not.toMatch(/attacker|idp\.example|javascript/);
  });

  it('survives the provider, once it was read', async () => {
    await ask(`${service.origin}/.well-known/oauth-authorization-server`);
    provider.respond((_, response) => void response.writeHead(500).end());
    expect((await ask(`${service.origin}/.well-known/oauth-authorization-server`)).status).toBe(200);
  });

  it('is not there unless it is asked for', async () => {
    const without = await start('off');
    expect((await ask(`${without.origin}/.well-known/oauth-authorization-server`)).status).toBe(404);
    await without.stop();
  });
});
