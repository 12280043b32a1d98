import type { McpServer, ServerContext, ServerEventBus } from '@modelcontextprotocol/server';

import { pause, text } from './texts.js';

const STEP_MS = 50;

/** Tools that send something before their result, or beside it. */
export function registerStreamingTools(server: McpServer, events: ServerEventBus): void {
  registerLogging(server);
  registerProgress(server);
  registerReconnection(server);
  registerListChanges(server, events);
}

function registerLogging(server: McpServer): void {
  server.registerTool('test_tool_with_logging', { description: 'Logs three lines while it runs' }, async (context) => {
    await context.mcpReq.log('info', 'Tool execution started');
    await pause(STEP_MS);
    await context.mcpReq.log('info', 'Tool processing data');
    await pause(STEP_MS);
    await context.mcpReq.log('info', 'Tool execution completed');
    return text('Tool with logging executed successfully');
  });
  server.registerTool(
    'test_logging_tool',
    { description: 'Logs one line if the request allows it' },
    async (context) => {
      await context.mcpReq.log('info', 'A line for requests that set a log level');
      return text('Logged, if the request asked for it');
    },
  );
}

function registerProgress(server: McpServer): void {
  server.registerTool('test_tool_with_progress', { description: 'Reports its progress' }, async (context) => {
    for (const progress of [0, 50, 100]) {
      await reportProgress(context, progress);
      await pause(STEP_MS);
    }
    return text('Tool with progress executed successfully');
  });
}

async function reportProgress({ mcpReq }: ServerContext, progress: number): Promise<void> {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken !== undefined) {
    await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } });
  }
}

function registerReconnection(server: McpServer): void {
  const description =
    'Closes its response stream before it answers, so that the client has to come back for the result';
  server.registerTool('test_reconnection', { description }, async (context) => {
    await pause(STEP_MS);
    context.http?.closeSSE?.();
    await pause(STEP_MS);
    return text('Reconnection test completed');
  });
}

/**
 * Nothing really changes: a change of the real list would show up in other scenarios. Clients of the session era hear
 * of it on their own connection, those of 2026-07-28 through the bus behind `subscriptions/listen`.
 */
function registerListChanges(server: McpServer, events: ServerEventBus): void {
  server.registerTool(
    'test_trigger_tool_change',
    { description: 'Announces a changed list of tools' },
    ({ mcpReq }) => {
      if (mcpReq.envelope === undefined) {
        server.sendToolListChanged();
      } else {
        events.publish({ kind: 'tools_list_changed' });
      }
      return text('Announced');
    },
  );
  const description = 'Announces a changed list of prompts';
  server.registerTool('test_trigger_prompt_change', { description }, ({ mcpReq }) => {
    if (mcpReq.envelope === undefined) {
      server.sendPromptListChanged();
    } else {
      events.publish({ kind: 'prompts_list_changed' });
    }
    return text('Announced');
  });
}
