import { Injectable } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Public, RequireAccess, RequireScopes, Tool } from 'nestjs-mcp-auth';
import { statelessCall } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { toolNames, toolText } from '../../support/tool-answers.js';

@Injectable()
class OpenTools {
  @Tool()
  @Public()
  weather() {
    return 'sunny';
  }

  @Tool()
  secret() {
    return 'secret';
  }
}

describe.each(adapters)('a public tool on %s', (adapter) => {
  let service: ProtectedService;
  beforeAll(async () => {
    service = await startProtectedService({ adapter, parts: { providers: [OpenTools] } });
  });
  afterAll(() => service.stop());

  it('is seen and called without a token, and nothing else is', async () => {
    expect(toolNames(await service.ask(statelessCall('tools/list')))).toEqual(['weather']);
    expect(toolText(await service.ask(statelessCall('tools/call', { name: 'weather' }))).content[0]?.text).toBe(
      'sunny',
    );
    const refused = await service.ask(statelessCall('tools/call', { name: 'secret' }));
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Bearer /)]);
    expect(refused.headers['www-authenticate']).not.toContain('error=');
  });

  it('does not open the endpoint to a bad token, nor to streams', async () => {
    const bad = statelessCall('tools/list');
    const answer = await service.ask({ ...bad, headers: { ...bad.headers, authorization: 'Bearer bad' } });
    expect(answer.status).toBe(401);
    expect((await service.ask({ headers: { accept: 'text/event-stream' } })).status).toBe(401);
    const listen = statelessCall('subscriptions/listen', { notifications: { toolsListChanged: true } });
    expect((await service.ask(listen)).status).toBe(401);
  });

  it('is listed beside all others to whoever has a token', async () => {
    expect(toolNames(await service.askWithToken(statelessCall('tools/list')))).toEqual(['weather', 'secret']);
  });
});

@Injectable()
class ScopedTools {
  @Tool()
  @RequireScopes('notes:write')
  write() {
    return 'write';
  }

  @Tool()
  @RequireAccess({ anyOf: [{ roles: ['admin'] }, { scopes: ['notes:export'] }] })
  export() {
    return 'export';
  }

  @Tool()
  anyone() {
    return 'anyone';
  }
}

describe.each(adapters)('where undeclared tools are denied and unscoped ones hidden, on %s', (adapter) => {
  let service: ProtectedService;
  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      options: { access: { undeclared: 'deny', hideUnscoped: true, endpoint: { roles: ['member'] } } },
      parts: { providers: [ScopedTools, OpenTools] },
    });
  });
  afterAll(() => service.stop());

  it('nobody calls what no rule speaks of', async () => {
    const claims = { roles: ['member'] };
    const answer = await service.askWithToken(statelessCall('tools/call', { name: 'anyone' }), claims);
    expect(toolText(answer)).toMatchObject({ isError: true });
    expect(toolNames(await service.askWithToken(statelessCall('tools/list'), claims))).not.toContain('anyone');
  });

  it('lists leave out what lacks only a scope', async () => {
    const claims = { roles: ['member'], scope: 'notes:export' };
    const names = toolNames(await service.askWithToken(statelessCall('tools/list'), claims));
    expect(names).toEqual(['export', 'weather']);
  });

  it('the rule of the endpoint counts for every call', async () => {
    const answer = await service.askWithToken(statelessCall('tools/list'), {});
    expect([answer.status, answer.json()['error']]).toEqual([
      200,
      expect.objectContaining({ message: expect.stringContaining('You may not do this') as string }),
    ]);
    expect((await service.ask(statelessCall('tools/list'))).status).toBe(401);
  });
});
