import { Injectable, NotFoundException } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AccessPolicy,
  CurrentPrincipal,
  Prompt,
  RequireAccess,
  RequireRoles,
  RequireScopes,
  Resource,
  Tool,
  ToolInput,
  type AccessQuestion,
  type Principal,
  type ResourceInput,
} from 'nestjs-mcp-auth';
import { z } from 'zod';
import { statelessCall, type Answer } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

class OwnNotes extends AccessPolicy {
  decide = ({ principal, target }: AccessQuestion) =>
    target.name.includes('{owner}') ||
    [`notes://${principal.subject}/`, `https://docs/${principal.subject}/`].some((own) => target.name.startsWith(own));
}

@Injectable()
class Library {
  @Resource({ uri: 'notes://all', mimeType: 'application/json' })
  @RequireScopes('notes:read')
  all() {
    return [{ id: 1 }];
  }

  @Resource({ uri: 'notes://{owner}/{id}' })
  @RequireAccess({ scopes: ['notes:read'], policy: OwnNotes })
  one(@ToolInput() { uri, variables }: ResourceInput, @CurrentPrincipal() { subject }: Principal) {
    return `${subject} reads ${String(variables['id'])} at ${uri}`;
  }

  @Resource({ uri: 'https://docs/{owner}/{id}' })
  @RequireAccess({ policy: OwnNotes })
  document() {
    return 'a document';
  }

  @Resource({ uri: 'picture://logo', mimeType: 'image/png' })
  logo() {
    return new Uint8Array([1, 2, 3]);
  }

  @Resource({ uri: 'gone://x' })
  gone(): string {
    throw new NotFoundException('It was taken away');
  }

  @Resource({ uri: 'broken://x' })
  broken(): string {
    throw new Error('SELECT password FROM users');
  }

  @Prompt({ description: 'Sums up', input: z.object({ topic: z.string() }) })
  @RequireScopes('prompts:use')
  summary({ topic }: { topic: string }) {
    return `Sum up ${topic}`;
  }

  @Prompt()
  @RequireRoles('admin')
  audit() {
    return 'Look at everything';
  }

  @Tool()
  plain() {
    return 'plain';
  }
}

const result = (answer: Answer) => answer.json()['result'] as Record<string, unknown>;
const error = (answer: Answer) => answer.json()['error'] as { code: number; message: string } | undefined;

describe.each(adapters)('on %s', (adapter) => {
  let service: ProtectedService;
  const ask = (method: string, params = {}, claims = {}) => {
    const { headers, ...question } = statelessCall(method, params);
    const { uri } = params as { uri?: string };
    return service.askWithToken({ ...question, headers: { ...headers, ...(uri && { 'mcp-name': uri }) } }, claims);
  };
  const read = (uri: string, claims = {}) => ask('resources/read', { uri }, claims);
  beforeAll(async () => {
    service = await startProtectedService({ adapter, parts: { providers: [Library, OwnNotes] } });
  });
  afterAll(() => service.stop());

  describe('a resource', () => {
    it('is a method: text, bytes and data become contents', async () => {
      const scope = 'notes:read';
      expect(result(await read('notes://all', { scope }))['contents']).toEqual([
        { uri: 'notes://all', mimeType: 'application/json', text: '[{"id":1}]' },
      ]);
      expect(result(await read('notes://alice/7', { sub: 'alice', scope }))['contents']).toEqual([
        { uri: 'notes://alice/7', mimeType: 'text/plain', text: 'alice reads 7 at notes://alice/7' },
      ]);
      expect(result(await read('picture://logo'))['contents']).toEqual([
        { uri: 'picture://logo', mimeType: 'image/png', blob: 'AQID' },
      ]);
    });

    it.each(['notes://all', 'NOTES://all', 'notes://alice/7'])(
      'whose scope is missing is challenged, however its URI is spelt: %s (BC-05)',
      async (uri) => {
        const answer = await read(uri, { sub: 'alice', scope: '' });
        expect([answer.status, answer.headers['www-authenticate']]).toEqual([
          403,
          expect.stringContaining('scope="notes:read"'),
        ]);
      },
    );

    it.each(['notes://bob/7', 'notes://ALICE/7', 'https://docs/alice/../bob/7', 'https://docs/alice/../bob/{x}'])(
      'that a policy keeps from its caller is denied without a challenge: %s',
      async (uri) => {
        const answer = await read(uri, { sub: 'alice', scope: 'notes:read' });
        expect([answer.status, answer.headers['www-authenticate']]).toEqual([200, undefined]);
        expect(error(answer)?.message).toMatch(/^You may not do this/);
      },
    );

    it('cannot be subscribed to without what reading it needs', async () => {
      const listen = (uri: string, claims: object) =>
        ask('subscriptions/listen', { notifications: { resourceSubscriptions: [uri] } }, claims);
      const lacking = await listen('NOTES://all', { scope: '' });
      expect([lacking.status, lacking.headers['www-authenticate']]).toEqual([
        403,
        expect.stringContaining('scope="notes:read"'),
      ]);
      const denied = await listen('notes://bob/7', { sub: 'alice', scope: 'notes:read' });
      expect([denied.status, error(denied)?.message]).toEqual([200, expect.stringMatching(/^You may not do this/)]);
    });

    it('that fails says what was written for its caller, and nothing else', async () => {
      expect(error(await read('gone://x'))?.message).toBe('It was taken away');
      expect(error(await read('broken://x'))?.message).toMatch(/^The call failed\. Reference: \S+$/);
    });

    it('is listed, and so is its template', async () => {
      const { resources } = result(await ask('resources/list')) as { resources: { uri: string }[] };
      expect(resources.map(({ uri }) => uri)).toEqual(['notes://all', 'picture://logo', 'gone://x', 'broken://x']);
      expect(result(await ask('resources/templates/list'))['resourceTemplates']).toMatchObject([
        { uriTemplate: 'notes://{owner}/{id}' },
        { uriTemplate: 'https://docs/{owner}/{id}' },
      ]);
    });
  });

  describe('a prompt', () => {
    it('is a method whose text is a message of the user', async () => {
      const answer = await ask(
        'prompts/get',
        { name: 'summary', arguments: { topic: 'bees' } },
        { scope: 'prompts:use' },
      );
      expect(result(answer)['messages']).toEqual([{ role: 'user', content: { type: 'text', text: 'Sum up bees' } }]);
    });

    it('whose scope is missing is challenged', async () => {
      const answer = await ask('prompts/get', { name: 'summary', arguments: { topic: 'bees' } }, { scope: '' });
      expect([answer.status, answer.headers['www-authenticate']]).toEqual([
        403,
        expect.stringContaining('scope="prompts:use"'),
      ]);
    });

    it('is out of sight and out of reach for who lacks its role', async () => {
      expect(result(await ask('prompts/list'))['prompts']).toMatchObject([{ name: 'summary' }]);
      const answer = await ask('prompts/get', { name: 'audit' });
      expect([answer.status, error(answer)?.message]).toEqual([200, expect.stringMatching(/^You may not do this/)]);
    });

    it('lets nobody complete its arguments who may not use it', async () => {
      const params = { ref: { type: 'ref/prompt', name: 'audit' }, argument: { name: 'a', value: '' } };
      const answer = await ask('completion/complete', params);
      expect(error(answer)?.message).toMatch(/^You may not do this/);
    });
  });

  it('the server tells of all three sorts', async () => {
    expect(result(await ask('server/discover'))['capabilities']).toMatchObject({
      tools: {},
      resources: {},
      prompts: {},
    });
  });
});
