import { Injectable } from '@nestjs/common';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { InMemoryServerEventBus } from '@modelcontextprotocol/server';
import { afterEach, afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Prompt, RequireScopes, Resource, ServerChanges, Tool } from 'nestjs-mcp-auth';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

@Injectable()
class Components {
  @Tool()
  ping() {
    return 'pong';
  }

  @Prompt()
  greet() {
    return 'Hello';
  }

  @Resource({ uri: 'notes://all' })
  all() {
    return 'all notes';
  }

  @Resource({ uri: 'notes://{id}/text' })
  one() {
    return 'one note';
  }

  @Resource({ uri: 'secrets://all' })
  @RequireScopes('secrets:read')
  secrets() {
    return 'secret';
  }
}

const bus = new InMemoryServerEventBus();
const changedLists = [
  ['tools', 'toolsChanged'],
  ['prompts', 'promptsChanged'],
  ['resources', 'resourcesChanged'],
] as const;

describe.each(adapters)('a change that the application tells, on %s', (adapter) => {
  let service: ProtectedService;
  let changes: ServerChanges;
  const clients: Client[] = [];

  beforeAll(async () => {
    service = await startProtectedService({ adapter, options: { changes: bus }, parts: { providers: [Components] } });
    changes = service.app.get(ServerChanges);
  });
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
  afterAll(() => service.stop());

  /** A client of one era that notes what it hears. */
  async function connect(mode: 'auto' | 'legacy', claims = {}) {
    const token = await service.token(claims);
    const heard: string[] = [];
    const note = (list: string) => ({ autoRefresh: false, debounceMs: 0, onChanged: () => void heard.push(list) });
    const client = new Client(
      { name: 'test', version: '1' },
      {
        versionNegotiation: { mode },
        listChanged: { tools: note('tools'), prompts: note('prompts'), resources: note('resources') },
      },
    );
    client.setNotificationHandler('notifications/resources/updated', ({ params }) => void heard.push(params.uri));
    const transport = new StreamableHTTPClientTransport(new URL(service.resource), {
      authProvider: { token: async () => token },
    });
    await client.connect(transport);
    clients.push(client);
    return { client, heard };
  }

  describe.each(['auto', 'legacy'] as const)('reaches the official client that negotiates by %s', (mode) => {
    it.each(changedLists)('when it is about %s', async (list, tell) => {
      const { heard } = await connect(mode);
      await vi.waitFor(() => {
        changes[tell]();
        expect(new Set(heard)).toEqual(new Set([list]));
      });
    });
  });

  it('of a resource reaches a session that subscribed to it, and no other (2025-11-25)', async () => {
    const [asking, other] = [await connect('legacy'), await connect('legacy')];
    await asking.client.subscribeResource({ uri: 'notes://7/text' });
    await other.client.subscribeResource({ uri: 'notes://all' });
    await vi.waitFor(() => {
      changes.resourceUpdated('NOTES://7/text');
      expect(asking.heard).toContain('notes://7/text');
    });
    await asking.client.unsubscribeResource({ uri: 'notes://7/text' });
    const before = asking.heard.length;
    changes.resourceUpdated('notes://7/text');
    changes.resourceUpdated('notes://all');
    await vi.waitFor(() => expect(other.heard).toEqual(['notes://all']));
    expect(asking.heard.length).toBe(before);
  });

  it('of a resource reaches a stream that asked for it, and no other (HT-25)', async () => {
    const { client, heard } = await connect('auto');
    const subscription = await client.listen({ resourceSubscriptions: ['notes://all'] });
    changes.resourceUpdated('notes://7/text');
    changes.resourceUpdated('notes://all');
    await vi.waitFor(() => expect(heard).toEqual(['notes://all']));
    await subscription.close();
  });

  it('is promised for all that one stream asks for, and for nothing else (HT-25)', async () => {
    const { client } = await connect('auto');
    const asked = { toolsListChanged: true, resourceSubscriptions: ['notes://all'] };
    const subscription = await client.listen(asked);
    expect(subscription.honoredFilter).toEqual(asked);
    await subscription.close();
  });

  it('is told by whoever shares the bus, another replica say', async () => {
    const { heard } = await connect('auto');
    await vi.waitFor(() => {
      bus.publish({ kind: 'tools_list_changed' });
      expect(heard).toContain('tools');
    });
  });

  it('cannot be subscribed to where reading is not allowed', async () => {
    const { client } = await connect('legacy');
    await expect(client.subscribeResource({ uri: 'secrets://all' })).rejects.toThrow(/scope/i);
  });

  it('cannot be subscribed to where there is no such resource', async () => {
    const { client } = await connect('legacy');
    await expect(client.subscribeResource({ uri: 'nothing://here' })).rejects.toThrow(/not found/i);
  });

  it('cannot be subscribed to without end', async () => {
    const { client } = await connect('legacy');
    const subscribe = (id: number) => client.subscribeResource({ uri: `notes://${id}/text` });
    for (let id = 0; id < 1_000; id += 100) {
      await Promise.all(Array.from({ length: 100 }, (_, index) => subscribe(id + index)));
    }
    await expect(subscribe(1_000)).rejects.toThrow('Too many subscriptions');
  });
});
