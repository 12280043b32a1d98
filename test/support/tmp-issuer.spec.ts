import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { independentIssuerUnavailable, startIndependentIssuer } from './independent-issuer.js';
console.log(process.version, independentIssuerUnavailable());
const resource = 'http://127.0.0.1:9/mcp';
for (const algorithm of ['ES256', 'RS256'] as const)
  test(algorithm, async () => {
    const it = await startIndependentIssuer({
      resource: [resource, 'http://127.0.0.1:9/two'],
      scopes: ['notes:read', 'notes:write'],
      algorithm,
    });
    const keys = createRemoteJWKSet(new URL(it.jwksUri));
    for (const t of [
      await it.tokenFor(),
      await it.tokenFor('notes:read'),
      await it.tokenFor('notes:read', { resource: 'http://127.0.0.1:9/two' }),
      await it.userToken(),
      await it.userToken('notes:read', { user: 'bob' }),
      await it.userToken('openid notes:read'),
    ]) {
      console.log(decodeProtectedHeader(t), decodeJwt(t));
      await jwtVerify(t, keys, { issuer: it.issuer, algorithms: [algorithm] });
    }
    await expect(it.tokenFor('notes:read', { resource: 'http://x/' })).rejects.toThrow('invalid_target');
    await expect(it.userToken('notes:read', { resource: 'http://x/' })).rejects.toThrow();
    const basic = await fetch(it.issuer + '/token', {
      method: 'POST',
      headers: { authorization: 'Basic ' + btoa('demo-client-basic:demo-secret') },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource, scope: 'notes:read' }),
    });
    expect(basic.status).toBe(200);
    await it.stop();
    await expect(fetch(it.issuer)).rejects.toThrow();
  });
