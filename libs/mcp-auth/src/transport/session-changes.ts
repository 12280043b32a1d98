import type { Server, ServerCapabilities, ServerEvent } from '@modelcontextprotocol/server';
import { protocolServer, type ServedServer } from './transport.settings.js';
import type { ResourceSubscriptions } from './resource-subscriptions.js';

type ListChange = Exclude<ServerEvent['kind'], 'resource_updated'>;

/** Which capability promises a notification, and how it is sent. */
const listChanges: Readonly<
  Record<ListChange, { list: 'tools' | 'prompts' | 'resources'; send: (server: Server) => Promise<void> }>
> = {
  tools_list_changed: { list: 'tools', send: (server) => server.sendToolListChanged() },
  prompts_list_changed: { list: 'prompts', send: (server) => server.sendPromptListChanged() },
  resources_list_changed: { list: 'resources', send: (server) => server.sendResourceListChanged() },
};

/** Tells a session of a change, where its server has promised that. */
export async function tellSession(
  served: ServedServer,
  event: ServerEvent,
  subscriptions: ResourceSubscriptions,
): Promise<void> {
  const server = protocolServer(served);
  if (event.kind === 'resource_updated') {
    return subscriptions.has(server, event.uri) ? server.sendResourceUpdated({ uri: event.uri }) : undefined;
  }
  const { list, send } = listChanges[event.kind];
  const capabilities: ServerCapabilities = server.getCapabilities();
  if (capabilities[list]?.listChanged === true) await send(server);
}
