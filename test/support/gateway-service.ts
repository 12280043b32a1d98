import { Controller, Get, Injectable, UseGuards } from '@nestjs/common';
import type { ServerContext } from '@modelcontextprotocol/server';
import {
  CurrentPrincipal,
  gatewayIdentity,
  McpAuthGuard,
  McpAuthModule,
  Tool,
  ToolContext,
  type GatewayIdentityOptions,
  type Principal,
} from 'nestjs-mcp-auth';
import { freePort, launch, type Adapter, type Running } from './launch.js';
import { WhoamiTools } from './whoami.tool.js';

@Controller('notes')
@UseGuards(McpAuthGuard)
class NotesController {
  @Get()
  mine(@CurrentPrincipal() { issuer, subject, scopes }: Principal) {
    return { issuer, subject, scopes };
  }
}

@Injectable()
class TokenTools {
  @Tool({ description: 'The token that the SDK was told of' })
  token(@ToolContext() { http }: ServerContext) {
    return { token: http?.authInfo?.token };
  }
}

export interface GatewayService extends Running {
  readonly resource: string;
  /** A route that a guard protects, and that tells who calls. */
  readonly notes: string;
}

type Https = Parameters<typeof launch>[1]['https'];

/** Starts a service that believes a gateway. */
export async function startGatewayService(
  adapter: Adapter,
  options: GatewayIdentityOptions,
  https?: Https,
): Promise<GatewayService> {
  const port = await freePort();
  const resource = `${https ? 'https' : 'http'}://localhost:${port}/mcp`;
  class ServiceModule {}
  const imports = [McpAuthModule.forRoot({ resource, auth: gatewayIdentity(options) })];
  const running = await launch(
    { module: ServiceModule, imports, controllers: [NotesController], providers: [WhoamiTools, TokenTools] },
    { adapter, port, ...(https && { https }) },
  );
  return { ...running, resource, notes: `${running.origin}/notes` };
}
