import type { Provider, Type } from '@nestjs/common';
import type { EndpointStructure } from '../composition/auth-kind.js';
import { Admission } from './admission.js';
import { Drain } from './drain.js';
import { EndpointRefusals } from './endpoint-refusals.js';
import { Failures } from './failures.js';
import { McpCalls } from './mcp-calls.js';
import { McpEndpoint } from './mcp-endpoint.js';
import { McpServers } from './mcp-servers.js';
import { mcpTransportController } from './mcp-transport.controller.js';
import { ToolAccess } from './tool-access.js';
import { ToolCaller } from './tool-caller.js';
import { ToolRegistry } from './tool-registry.js';

/** What the MCP transport brings into the module of a registration. */
export function transportParts({ path }: EndpointStructure): { controllers: Type[]; providers: Provider[] } {
  return {
    controllers: [mcpTransportController(path)],
    providers: [
      Admission,
      Drain,
      EndpointRefusals,
      Failures,
      McpCalls,
      McpEndpoint,
      McpServers,
      ToolAccess,
      ToolCaller,
      ToolRegistry,
    ],
  };
}
