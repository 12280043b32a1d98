import { Controller, Get, Injectable, UseGuards } from '@nestjs/common';
import { McpServer } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AccessPolicy,
  McpAuthGuard,
  RequireAccess,
  RequireRoles,
  RequireScopes,
  Tool,
  type AccessQuestion,
} from 'nestjs-mcp-auth';
import { ask, statelessCall } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { toolNames, toolText } from '../../support/tool-answers.js';

/** What really ran: a call that is turned away must not. */
const ran: string[] = [];
const run = (name: string): string => {
  ran.push(name);
  return name;
};

class OfficeHours extends AccessPolicy {
  decide({ input, operation, principal }: AccessQuestion): Promise<boolean> {
    const amount: unknown = Object(input).amount;
    return Promise.resolve(principal.subject === 'alice' && (operation === 'list' || Number(amount) <= 100));
  }
}

class Broken extends AccessPolicy {
  decide(): boolean {
    throw new Error('no database');
  }
}

class Slow extends AccessPolicy {
  decide = () => new Promise<boolean>(() => undefined);
}

@Injectable()
class Tools {
  @Tool()
  anyone() {
    return run('anyone');
  }

  @Tool()
  @RequireScopes('notes:write', 'notes:read')
  write() {
    return run('write');
  }

  @Tool()
  @RequireRoles('admin')
  purge() {
    return run('purge');
  }

  @Tool()
  @RequireAccess({ anyOf: [{ roles: ['admin'] }, { scopes: ['notes:export'] }] })
  export() {
    return run('export');
  }

  @Tool()
  @RequireAccess({ scopes: ['pay'], policy: OfficeHours })
  pay() {
    return run('pay');
  }

  @Tool()
  @RequireAccess({ policy: Broken })
  broken() {
    return run('broken');
  }

  @Tool()
  @RequireAccess({ policy: Slow })
  slow() {
    return run('slow');
  }
}

@Controller('reports')
@UseGuards(McpAuthGuard)
class Reports {
  @Get()
  @RequireScopes('reports:read')
  all() {
    return [];
  }
}

describe.each(adapters)('tools on %s', (adapter) => {
  let service: ProtectedService;
  const call = (name: string, claims = {}, input?: object) =>
    service.askWithToken(statelessCall('tools/call', { name, ...(input && { arguments: input }) }), claims);
  const list = (claims = {}) => service.askWithToken(statelessCall('tools/list'), claims);

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      options: {
        access: { tools: { foreign: { scopes: ['foreign:use'] } }, policyTimeoutMs: 50 },
        scopes: { implies: { 'notes:write': ['notes:read'], boss: ['notes:*'] } },
        server: () => {
          const server = new McpServer({ name: 'own', version: '1' });
          server.registerTool('foreign', {}, () => ({ content: [{ type: 'text', text: run('foreign') }] }));
          return server;
        },
      },
      parts: { providers: [Tools, OfficeHours, Broken, Slow], controllers: [Reports] },
    });
  });
  afterAll(() => service.stop());

  describe('whose scope the token lacks (TR-05, BC-05)', () => {
    it.each(['write', 'foreign'])('answer 403 with all that is needed before anything runs: %s', async (name) => {
      ran.length = 0;
      const { status, headers } = await call(name, { scope: 'profile' });
      expect(status).toBe(403);
      const needed = name === 'write' ? 'notes:write notes:read' : 'foreign:use';
      expect(headers['www-authenticate']).toContain(`error="insufficient_scope"`);
      expect(headers['www-authenticate']).toContain(`scope="${needed} profile"`);
      expect(headers['www-authenticate']).toContain('resource_metadata="');
      expect(ran).toEqual([]);
    });

    it('say in words what an older client has to do', async () => {
      const { error } = (await call('write', { scope: '' })).json() as { error: { message: string } };
      expect(error.message).toContain('tool "write" needs notes:write notes:read; log in again and allow it');
    });

    it('stay in the list, since a model cannot ask for what it never saw', async () => {
      expect(toolNames(await list({ scope: '' }))).toEqual(expect.arrayContaining(['write', 'foreign', 'export']));
    });

    it.each(['Write', 'write ', 'wrіte', 'write\u0000'])(
      'are not reached by another name: %j (TR-05)',
      async (name) => {
        ran.length = 0;
        const question = statelessCall('tools/call', { name });
        const { headers = {} } = question;
        const { 'mcp-name': _, ...others } = headers;
        const answer = await service.askWithToken({ ...question, headers: others }, { scope: '' });
        expect(answer.status).toBeLessThan(500);
        expect(ran).toEqual([]);
      },
    );
  });

  it('run when the token has what they need, or what stands for it', async () => {
    expect(toolText(await call('write', { scope: 'notes:write' })).content[0]?.text).toBe('write');
    expect(toolText(await call('write', { scope: 'boss' })).content[0]?.text).toBe('write');
    expect(toolText(await call('export', { scope: 'notes:export' })).content[0]?.text).toBe('export');
    expect(toolText(await call('export', { roles: ['admin'] })).content[0]?.text).toBe('export');
    expect(toolText(await call('foreign', { scope: 'foreign:use' })).content[0]?.text).toBe('foreign');
  });

  describe('that no token opens', () => {
    it.each([
      ['purge', {}],
      ['pay', { scope: 'pay', sub: 'bob' }],
      ['pay', { scope: '', sub: 'bob' }],
    ] as const)('are denied with HTTP 200 and without a challenge: %s %j', async (name, claims) => {
      ran.length = 0;
      const answer = await call(name, claims, { amount: 1 });
      expect([answer.status, answer.headers['www-authenticate']]).toEqual([200, undefined]);
      expect(toolText(answer)).toMatchObject({ isError: true });
      expect(toolText(answer).content[0]?.text).toContain('You may not do this, and another login would not change it');
      expect(ran).toEqual([]);
    });

    it('are left out of the list', async () => {
      const names = toolNames(await list({ sub: 'bob' }));
      expect(names).not.toContain('purge');
      expect(names).not.toContain('pay');
      expect(toolNames(await list({ sub: 'alice', roles: ['admin'] }))).toEqual(
        expect.arrayContaining(['purge', 'pay']),
      );
    });
  });

  it('are judged by a policy with the arguments of the call', async () => {
    const claims = { sub: 'alice', scope: 'pay' };
    expect(toolText(await call('pay', claims, { amount: 99 })).content[0]?.text).toBe('pay');
    expect(toolText(await call('pay', claims, { amount: 101 }))).toMatchObject({ isError: true });
  });

  it.each([null, true, {}, [], undefined])('are not reached by a request whose id is none: %j (TR-05)', async (id) => {
    ran.length = 0;
    const question = statelessCall('tools/call', { name: 'purge' });
    const message = { ...(JSON.parse(String(question.body)) as object), id };
    const answer = await service.askWithToken({ ...question, body: JSON.stringify(message) });
    expect(answer.status).toBeLessThan(500);
    expect(ran).toEqual([]);
  });

  it.each(['broken', 'slow'])('let nobody in, and start no login, where their policy fails: %s', async (name) => {
    ran.length = 0;
    const answer = await call(name);
    expect(answer.status).toBe(200);
    expect(toolText(answer).content[0]?.text).toContain('It cannot be told at the moment whether you may do this');
    expect(toolNames(await list())).not.toContain(name);
    expect(ran).toEqual([]);
  });

  it('are listed for one reader only, so that no shared cache keeps the list', async () => {
    expect((await list()).json()['result']).toMatchObject({ cacheScope: 'private' });
  });

  it('put their scopes into the challenge and the metadata by declaring them', async () => {
    const { headers } = await service.ask({ method: 'POST' });
    const { text } = await ask(service.resource.replace('/mcp', '/.well-known/oauth-protected-resource/mcp'));
    for (const scope of ['notes:write', 'notes:export', 'pay', 'foreign:use', 'reports:read']) {
      expect(headers['www-authenticate']).toContain(scope);
      expect((JSON.parse(text) as { scopes_supported: string[] }).scopes_supported).toContain(scope);
    }
  });

  it('answer a batch as a whole: one 403 with everything that its calls lack', async () => {
    const calls = ['write', 'export'].map((name, id) => ({
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name },
    }));
    const { headers = {} } = statelessCall('ping');
    const { 'mcp-method': _, 'mcp-protocol-version': __, ...plain } = headers;
    const answer = await service.askWithToken(
      { method: 'POST', headers: plain, body: JSON.stringify(calls) },
      { scope: '' },
    );
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([
      403,
      expect.stringContaining('scope="notes:write notes:read notes:export"'),
    ]);
  });
});
