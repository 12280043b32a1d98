import type { DynamicModule } from '@nestjs/common';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { JwtVerifierModule } from '../../examples/jwt-verifier/jwt-verifier.module.js';
import { OAuthServerModule } from '../../examples/oauth-server/oauth-server.module.js';
import { RemoteAuthModule } from '../../examples/remote-auth/remote-auth.module.js';
import { ask, bearer, statelessCall, withHeaders } from '../support/http-client.js';
import { json, startJsonServer, type JsonServer } from '../support/json-server.js';
import { adapters, freePort, launch, type Running } from '../support/launch.js';

const call = statelessCall('tools/call', { name: 'weather', arguments: {} });

describe.each(adapters)('the examples on %s', (adapter) => {
  let started: { stop(): Promise<void> | void }[] = [];
  afterEach(async () => {
    for (const one of started.toReversed()) await one.stop();
    started = [];
  });

  async function run(made: (resource: string) => DynamicModule): Promise<Running & { readonly resource: string }> {
    const port = await freePort();
    const resource = `http://localhost:${port}/mcp`;
    const running = await launch(made(resource), { adapter, port });
    started.push(running);
    return { ...running, resource };
  }

  async function provider(path: string): Promise<{ readonly issuer: FakeIssuer; readonly server: JsonServer }> {
    const server = await startJsonServer(json({}));
    started.push(server);
    const issuer = await FakeIssuer.create(server.url, 'RS256');
    server.respond((request, response) => {
      if (request.url === path) json(issuer.jwks)(request, response);
      else response.writeHead(404).end();
    });
    return { issuer, server };
  }

  it('verify tokens that somebody else issues', async () => {
    const { issuer, server } = await provider('/jwks');
    const { resource } = await run((name) =>
      JwtVerifierModule.register(name, { issuer: server.url, jwksUri: `${server.url}/jwks` }),
    );
    const token = await issuer.token({ aud: resource, scope: 'weather:read' });
    const { status, text } = await ask(resource, withHeaders(call, bearer(token)));
    expect([status, text.includes('alice')]).toEqual([200, true]);
  });

  it('send clients to AuthKit, and take its tokens', async () => {
    const { issuer, server } = await provider('/oauth2/jwks');
    const { resource, origin } = await run((name) => RemoteAuthModule.register(name, server.url));
    const document = (await ask(`${origin}/.well-known/oauth-protected-resource/mcp`)).json();
    expect(document['authorization_servers']).toEqual([server.url]);
    const token = await issuer.token({ aud: resource, scope: 'weather:read' });
    expect((await ask(resource, withHeaders(call, bearer(token)))).status).toBe(200);
  });

  it('are an authorization server', async () => {
    const { origin, resource } = await run((name) => OAuthServerModule.register(name, { dataSource: 'memory' }));
    const metadata = (await ask(`${origin}/.well-known/oauth-authorization-server`)).json();
    expect([metadata['issuer'], (await ask(resource, call)).status]).toEqual([origin, 401]);
  });
});
