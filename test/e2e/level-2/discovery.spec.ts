import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jwtVerifier, remoteAuth } from 'nestjs-mcp-auth';
import { ask, bearer, rpcHeaders, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

describe.each(adapters)('discovery on %s', (adapter) => {
  let service: ProtectedService;
  let inserted: string;

  beforeAll(async () => {
    service = await startProtectedService({ adapter, options: { scopes: { offered: ['notes:read', 'prices:read'] } } });
    inserted = `${service.origin}/.well-known/oauth-protected-resource/mcp`;
  });
  afterAll(() => service.stop());

  it('begins with a challenge that links the metadata and proposes scopes (RS-03, RS-09, CL-01)', async () => {
    const { status, headers } = await service.ask(statelessCall('tools/list'));
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe(`Bearer scope="notes:read prices:read", resource_metadata="${inserted}"`);
  });

  it('is answered at the linked URL, without any credential (RS-01, RS-04, RS-05, DI-01)', async () => {
    const { status, headers, json } = await ask(inserted);
    expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    expect(json()).toEqual({
      resource: service.resource,
      authorization_servers: [service.issuer.issuer],
      scopes_supported: ['notes:read', 'prices:read'],
      bearer_methods_supported: ['header'],
    });
  });

  it('is answered by the same document at the root (CL-01)', async () => {
    const [root, path] = await Promise.all([
      ask(`${service.origin}/.well-known/oauth-protected-resource`),
      ask(inserted),
    ]);
    expect(root.text).toBe(path.text);
  });

  it.each(['/mcp/.well-known/oauth-protected-resource', '/.well-known/mcp/oauth-protected-resource'])(
    'finds nothing in the wrong order: %s (DI-01)',
    async (path) => {
      expect((await ask(service.origin + path)).status).not.toBe(200);
    },
  );

  it('may be read by every web page, without credentials (DI-05)', async () => {
    const { headers } = await ask(inserted, { headers: { origin: 'https://evil.example', cookie: 'a=b' } });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it.each(['POST', 'PUT', 'DELETE'])('is for reading: %s gets 405', async (method) => {
    const { status, headers } = await ask(inserted, { method });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('answers HEAD without a body', async () => {
    const { status, text } = await ask(inserted, { method: 'HEAD' });
    expect([status, text]).toEqual([200, '']);
  });

  it('is made of the configuration alone, whatever a request claims about its host (BC-04, CL-06)', async () => {
    const hostile = {
      'x-forwarded-host': 'evil.example"',
      'x-forwarded-proto': 'ftp',
      forwarded: 'host=evil.example;proto=ftp',
      'x-forwarded-for': '1.2.3.4',
    };
    const [plain, forged] = await Promise.all([ask(inserted), ask(inserted, { headers: hostile })]);
    expect(forged.text).toBe(plain.text);
    const challenge = await service.ask({ method: 'POST', headers: { ...rpcHeaders, ...hostile }, body: '{}' });
    expect(challenge.headers['www-authenticate']).toContain(`resource_metadata="${inserted}"`);
  });

  it('is linked from the challenge of a bad token too', async () => {
    const expired = bearer(await service.token({ exp: 1 }));
    const { headers } = await service.ask(withHeaders(statelessCall('tools/list'), expired));
    expect(headers['www-authenticate']).toContain(`resource_metadata="${inserted}"`);
  });
});

describe.each(adapters)('discovery without the root alias on %s', (adapter) => {
  it('answers at the path alone', async () => {
    const issuer = 'http://127.0.0.1:9';
    const texts = { resourceName: 'Notes', documentationUrl: 'https://docs.example.com' };
    const verifier = jwtVerifier({ jwksUri: `${issuer}/jwks`, issuer });
    const auth = remoteAuth({ authorizationServers: [issuer], verifier, rootAlias: 'off', ...texts });
    const service = await startProtectedService({ adapter, options: { auth } });
    const root = await ask(`${service.origin}/.well-known/oauth-protected-resource`);
    const path = await ask(`${service.origin}/.well-known/oauth-protected-resource/mcp`);
    await service.stop();
    expect([root.status, path.status]).toEqual([404, 200]);
    expect(path.json()).toMatchObject({
      resource_name: 'Notes',
      resource_documentation: 'https://docs.example.com',
    });
  });
});
