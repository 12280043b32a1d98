import { Injectable } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurrentPrincipal, noAuth, RequireScopes, Tool, type Principal } from 'nestjs-mcp-auth';
import { bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

@Injectable()
class Tools {
  @Tool()
  whoami(@CurrentPrincipal() principal: Principal) {
    return principal.subject;
  }

  @Tool()
  @RequireScopes('notes:read')
  notes() {
    return 'notes';
  }

  @Tool()
  @RequireScopes('notes:write')
  write() {
    return 'written';
  }
}

const call = (name: string) => statelessCall('tools/call', { name, arguments: {} });

describe.each(adapters)('a service without authorization on %s', (adapter) => {
  let service: ProtectedService;
  beforeAll(async () => {
    const auth = noAuth({ subject: 'developer', scopes: ['notes:read'] });
    service = await startProtectedService({ adapter, options: { auth }, parts: { providers: [Tools] } });
  });
  afterAll(() => service.stop());

  it('serves callers without a token, all as one principal', async () => {
    const { status, text } = await service.ask(call('whoami'));
    expect([status, text]).toEqual([200, expect.stringContaining('developer')]);
  });

  it('does not look at a token', async () => {
    expect((await service.ask(withHeaders(call('whoami'), bearer('anything')))).status).toBe(200);
  });

  it('serves what needs a scope that everybody has', async () => {
    expect((await service.ask(call('notes'))).text).toContain('notes');
  });

  it('still refuses what needs another scope', async () => {
    const { status, headers } = await service.ask(call('write'));
    expect([status, headers['www-authenticate']]).toEqual([403, expect.stringContaining('notes:write')]);
  });

  it('publishes no metadata, so that no client looks for a login', async () => {
    const { origin } = new URL(service.resource);
    expect((await fetch(`${origin}/.well-known/oauth-protected-resource/mcp`)).status).toBe(404);
  });

  it('refuses a foreign Origin all the same (HT-02)', async () => {
    const foreign = withHeaders(call('whoami'), { origin: 'https://evil.example.com' });
    expect((await service.ask(foreign)).status).toBe(403);
  });
});
