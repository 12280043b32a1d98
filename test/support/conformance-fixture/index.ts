import {
  InMemoryServerEventBus,
  McpServer,
  type McpRequestContext,
  type ServerEventBus,
} from '@modelcontextprotocol/server';

import { registerAskingTools } from './asking-tools.js';
import { registerInputRequiredTools } from './input-required-tools.js';
import { registerPrompts } from './prompts.js';
import { requestState } from './request-state.js';
import { registerResources, registerSubscriptions } from './resources.js';
import { registerStreamingTools } from './streaming-tools.js';
import { registerContentTools } from './tools.js';

/** Give it to `createMcpHandler` as its `bus`, so that the fixture's announcements reach `subscriptions/listen`. */
export const conformanceEvents: ServerEventBus = new InMemoryServerEventBus();

/** Everything the official conformance suite expects of a server, for the session era and for 2026-07-28. */
export function createConformanceServer(
  context: McpRequestContext,
  events: ServerEventBus = conformanceEvents,
): McpServer {
  const server = new McpServer(
    { name: 'conformance-fixture', version: '1.0.0' },
    { capabilities: { logging: {}, resources: { subscribe: true } }, requestState },
  );
  registerContentTools(server);
  registerStreamingTools(server, events);
  registerAskingTools(server);
  registerInputRequiredTools(server);
  registerPrompts(server);
  registerResources(server);
  if (context.era === 'legacy') {
    registerSubscriptions(server);
  }
  return server;
}
