import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { introspectionVerifier, jwtVerifier, remoteAuth } from 'nestjs-mcp-auth';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { json, startJsonServer, type JsonServer } from '../../support/json-server.js';
import { adapters } from '../../support/launch.js';
import { startAttacked, type AttackedService } from '../../support/oauth-attack.js';

const audience = 'https://notes.example/mcp';

describe.each(adapters)('an authorization server of our own beside two providers, on %s', (adapter) => {
  let keyServer: JsonServer;
  let asked: string[];
  let provider: FakeIssuer;
  let service: AttackedService;

  beforeAll(async () => {
    asked = [];
    keyServer = await startJsonServer(json({}));
    provider = await FakeIssuer.create(keyServer.url);
    keyServer.respond((request, response) => {
      asked.push(request.url ?? '');
      const isKeySet = request.url === '/jwks';
      const inactive = { active: false };
      json(isKeySet ? provider.jwks : inactive)(request, response);
    });
    const jwt = jwtVerifier({ issuer: provider.issuer, jwksUri: `${keyServer.url}/jwks`, audience });
    const opaque = introspectionVerifier({
      issuer: 'http://localhost:9/asked',
      endpoint: `${keyServer.url}/introspect`,
      clientId: 'notes',
      clientSecret: 'secret',
      audience,
    });
    const beside = [remoteAuth({ authorizationServers: [provider.issuer], verifier: jwt }), opaque];
    service = await startAttacked(adapter, {}, { beside });
  });
  afterAll(async () => {
    await service.stop();
    await keyServer.stop();
  });

  const call = (token: string) => ask(service.resource, withHeaders(statelessCall('tools/list'), bearer(token)));

  it('takes tokens of its own', async () => {
    const { accessToken } = await service.logIn();
    expect((await call(accessToken)).status).toBe(200);
  });

  it('takes tokens of the provider', async () => {
    expect((await call(await provider.token({ aud: audience }))).status).toBe(200);
  });

  it('takes no token that says to be its own and that the provider signed (MX-01)', async () => {
    const forged = await provider.token({ iss: service.issuer, aud: service.resource });
    expect((await call(forged)).status).toBe(401);
  });

  it('shows a JWT of a stranger to nobody (MX-01)', async () => {
    const before = asked.length;
    const foreign = await (await FakeIssuer.create('https://stranger.example')).token({ aud: audience });
    expect((await call(foreign)).status).toBe(401);
    expect(asked.slice(before)).toEqual([]);
  });

  it('asks about opaque tokens the one who has opaque tokens', async () => {
    const before = asked.length;
    expect((await call('an-opaque-token')).status).toBe(401);
    expect(asked.slice(before)).toEqual(['/introspect']);
  });

  it('asks nobody about opaque tokens of its own', async () => {
    const before = asked.length;
    expect((await call('mcpat_not-a-token-of-ours')).status).toBe(401);
    expect(asked.slice(before)).toEqual([]);
  });

  it('tells clients of all authorization servers, its own first (RS-02)', async () => {
    const { json: document } = await ask(
      `${new URL(service.resource).origin}/.well-known/oauth-protected-resource/mcp`,
    );
    expect(document()['authorization_servers']).toEqual([service.issuer, provider.issuer]);
  });

  it('serves the metadata of its own server where clients look for it', async () => {
    const { json: document } = await ask(`${service.issuer}/.well-known/oauth-authorization-server`);
    expect(document()['issuer']).toBe(service.issuer);
  });

  it('ends tokens of its own that are revoked', async () => {
    const { accessToken, refreshToken } = await service.logIn();
    await service.post('/revoke', { token: refreshToken, client_id: 'cli' });
    expect((await call(accessToken)).status).toBe(401);
  });
});
