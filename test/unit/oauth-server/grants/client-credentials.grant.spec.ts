import { beforeEach, describe, expect, it } from 'vitest';
import { TokenEngine } from '../../../support/token-engine.js';

let engine: TokenEngine;
beforeEach(() => {
  engine = new TokenEngine();
});

describe('a client that acts for itself', () => {
  it('is its own subject and gets no refresh token', async () => {
    const issued = await engine.actAlone({}, { scopes: ['notes:read', 'notes:write'] });
    expect(issued).toMatchObject({ subject: 'machine', scopes: ['notes:read', 'notes:write'] });
    expect(issued.refreshToken).toBeUndefined();
  });

  it('gets what is offered where its operator names no scopes', async () => {
    await expect(engine.actAlone()).resolves.toMatchObject({ scopes: ['notes:read'] });
  });

  it('may ask for another resource, and gets its scopes', async () => {
    const issued = await engine.actAlone({ resource: 'https://api.test/mcp/hr' });
    expect(issued).toMatchObject({ resource: 'https://api.test/mcp/hr', scopes: ['hr:read'] });
  });

  it('is refused a scope that it may not have; unknown ones are dropped (TK-06)', async () => {
    await expect(engine.actAlone({ scope: 'notes:write' }, { scopes: ['notes:read'] })).rejects.toMatchObject({
      reason: 'scope_not_granted',
    });
    await expect(engine.actAlone({ scope: 'openid notes:read' })).resolves.toMatchObject({ scopes: ['notes:read'] });
  });

  it('must be able to keep a secret (CA-08)', async () => {
    await expect(engine.actAlone({}, { authenticationMethod: 'none' })).rejects.toMatchObject({
      reason: 'grant_type_not_registered',
    });
  });

  it('is never called as a person is (AS-39)', async () => {
    await expect(engine.actAlone({}, { clientId: 'alice' })).rejects.toMatchObject({
      reason: 'grant_type_not_registered',
    });
  });
});
