import type { ModuleMetadata } from '@nestjs/common';
import type { EndpointStructure } from '../composition/auth-kind.js';
import { AccessGate } from './access-gate.js';
import { AccessOptionsCheck } from './access-options-check.js';
import { Admission } from './admission.js';
import { AuthInfos } from './auth-infos.js';
import { CallAccess } from './call-access.js';
import { CallJudgement } from './call-judgement.js';
import { CallPlaces } from './call-places.js';
import { ComponentRules } from './component-rules.js';
import { Drain } from './drain.js';
import { EndpointCaller } from './endpoint-caller.js';
import { EndpointGuard } from './endpoint.guard.js';
import { EndpointRefusals } from './endpoint-refusals.js';
import { Failures } from './failures.js';
import { GrantedCalls } from './granted-calls.js';
import { ListVisibility } from './list-visibility.js';
import { McpCalls } from './mcp-calls.js';
import { McpEndpoint } from './mcp-endpoint.js';
import { McpServers } from './mcp-servers.js';
import { OpenStreams } from './open-streams.js';
import { mcpTransportController } from './mcp-transport.controller.js';
import { ComponentCaller } from './component-caller.js';
import { ComponentRegistry } from './component-registry.js';
import { RequestLimits } from './request-limits.js';
import { ResourceSubscriptions } from './resource-subscriptions.js';
import { ServerChanges } from './server-changes.js';

/** What the MCP transport brings into the module of a registration. */
export function transportParts({
  path,
}: EndpointStructure): Required<Pick<ModuleMetadata, 'controllers' | 'providers' | 'exports'>> {
  return {
    controllers: [mcpTransportController(path)],
    providers: [
      AccessGate,
      AccessOptionsCheck,
      Admission,
      AuthInfos,
      CallAccess,
      CallJudgement,
      CallPlaces,
      ComponentRules,
      Drain,
      EndpointCaller,
      EndpointGuard,
      EndpointRefusals,
      Failures,
      GrantedCalls,
      ListVisibility,
      McpCalls,
      McpEndpoint,
      McpServers,
      OpenStreams,
      RequestLimits,
      ResourceSubscriptions,
      ServerChanges,
      ComponentCaller,
      ComponentRegistry,
    ],
    exports: [ServerChanges],
  };
}
