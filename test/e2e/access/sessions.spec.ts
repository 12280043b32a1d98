import { Injectable } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Public, RequireRoles, RequireScopes, Tool } from 'nestjs-mcp-auth';
import type { TokenClaims } from 'nestjs-mcp-auth/testing';
import { bearer, initializeCall, rpcHeaders, withHeaders, type Question } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

@Injectable()
class Tools {
  @Tool()
  @Public()
  weather() {
    return 'sunny';
  }

  @Tool()
  @RequireScopes('notes:write')
  write() {
    return 'written';
  }

  @Tool()
  @RequireRoles('admin')
  purge() {
    return 'purged';
  }
}

describe.each(adapters)('a session on %s', (adapter) => {
  let service: ProtectedService;
  beforeAll(async () => {
    service = await startProtectedService({ adapter, parts: { providers: [Tools] } });
  });
  afterAll(() => service.stop());

  async function as(question: Question, claims: TokenClaims | undefined) {
    return service.ask(claims ? withHeaders(question, bearer(await service.token(claims))) : question);
  }
  async function open(claims?: TokenClaims): Promise<string> {
    const { headers } = await as(initializeCall(), claims);
    return String(headers['mcp-session-id']);
  }
  const ask = (session: string, method: string, params = {}, claims?: TokenClaims) => {
    const headers = { ...rpcHeaders, 'mcp-protocol-version': '2025-11-25', 'mcp-session-id': session };
    return as({ method: 'POST', headers, body: JSON.stringify({ jsonrpc: '2.0', id: 7, method, params }) }, claims);
  };

  it('gives a call what its own token may do, not what the one that opened it might', async () => {
    const session = await open({ sub: 'alice', scope: 'notes:write', roles: ['admin'] });
    const lacking = await ask(session, 'tools/call', { name: 'write' }, { sub: 'alice', scope: '' });
    expect([lacking.status, lacking.headers['www-authenticate']]).toEqual([
      403,
      expect.stringContaining('scope="notes:write"'),
    ]);
    const denied = await ask(session, 'tools/call', { name: 'purge' }, { sub: 'alice' });
    expect([denied.status, denied.text]).toEqual([200, expect.stringContaining('You may not do this')]);
    const stepped = await ask(session, 'tools/call', { name: 'write' }, { sub: 'alice', scope: 'notes:write' });
    expect(stepped.text).toContain('written');
  });

  it('lists what the token of the request may see', async () => {
    const session = await open({ sub: 'alice' });
    expect((await ask(session, 'tools/list', {}, { sub: 'alice' })).text).not.toContain('purge');
    expect((await ask(session, 'tools/list', {}, { sub: 'alice', roles: ['admin'] })).text).toContain('purge');
  });

  it('without a token has what is open, belongs to whom logs in first, and to nobody else then (TR-03)', async () => {
    const session = await open();
    const list = await ask(session, 'tools/list');
    expect(list.text).toContain('weather');
    expect(list.text).not.toContain('write');
    expect((await ask(session, 'tools/call', { name: 'weather' })).text).toContain('sunny');
    expect((await ask(session, 'tools/call', { name: 'write' })).status).toBe(401);
    const claims = { sub: 'alice', scope: 'notes:write' };
    expect((await ask(session, 'tools/call', { name: 'write' }, claims)).text).toContain('written');
    expect((await ask(session, 'tools/list', {}, { sub: 'bob' })).status).toBe(404);
    expect((await ask(session, 'tools/list')).status).toBe(404);
  });
});
