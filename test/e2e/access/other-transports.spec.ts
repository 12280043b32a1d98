import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { Controller, Post, Req, Res, UseGuards, type INestApplication } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  MCP_HTTP_HANDLER,
  McpController,
  McpStrategy,
  StreamableHttpController,
  StreamableHttpTransport,
  Tool as RekogTool,
  ToolRoles,
  ToolScopes,
} from '@rekog/mcp-nest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurrentPrincipal, McpAuthGuard, RequireScopes, type Principal } from 'nestjs-mcp-auth';
import { statelessCall } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { toolNames, toolText } from '../../support/tool-answers.js';

/** A transport written by hand around the SDK, with the principal handed to its tools. */
@Controller('mcp')
@UseGuards(McpAuthGuard)
class OwnTransport {
  @Post()
  @RequireScopes('notes:read')
  async serve(
    @Req() request: { readonly raw?: never; readonly body: unknown },
    @Res() response: { readonly raw?: never },
    @CurrentPrincipal() { subject }: Principal,
  ) {
    const handler = createMcpHandler(() => {
      const server = new McpServer({ name: 'own', version: '1' });
      server.registerTool('whoami', {}, () => ({ content: [{ type: 'text', text: subject }] }));
      return server;
    });
    await toNodeHandler(handler)((request.raw ?? request) as never, (response.raw ?? response) as never, request.body);
  }
}

describe.each(adapters)('a transport written by hand on %s', (adapter) => {
  let service: ProtectedService;
  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      options: { transport: 'none' },
      parts: { controllers: [OwnTransport] },
    });
  });
  afterAll(() => service.stop());

  it('is protected by the same guard, and its scope is offered', async () => {
    const call = statelessCall('tools/call', { name: 'whoami' });
    expect(toolText(await service.askWithToken(call, { sub: 'alice', scope: 'notes:read' })).content[0]?.text).toBe(
      'alice',
    );
    const refused = await service.ask(call);
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, expect.stringContaining('notes:read')]);
    const lacking = await service.askWithToken(call, { scope: 'other' });
    expect([lacking.status, lacking.headers['www-authenticate']]).toEqual([
      403,
      expect.stringContaining('scope="notes:read other"'),
    ]);
  });
});

/** Tools of `@rekog/mcp-nest`, with its own decorators. */
@McpController()
class RekogTools {
  @RekogTool({ name: 'plain', description: 'Needs nothing' })
  plain() {
    return { content: [{ type: 'text', text: 'plain' }] };
  }

  @RekogTool({ name: 'write', description: 'Needs a scope' })
  @ToolScopes(['notes:write'])
  write() {
    return { content: [{ type: 'text', text: 'written' }] };
  }

  @RekogTool({ name: 'purge', description: 'Needs a role' })
  @ToolRoles(['admin'])
  purge() {
    return { content: [{ type: 'text', text: 'purged' }] };
  }
}

@Controller('mcp')
@UseGuards(McpAuthGuard)
class GuardedRekogController extends StreamableHttpController {}

describe.each(adapters)('@rekog/mcp-nest on %s', (adapter) => {
  let service: ProtectedService;
  const call = (name: string, claims = {}) =>
    service.askWithToken(statelessCall('tools/call', { name, arguments: {} }), claims);

  beforeAll(async () => {
    const transport = new StreamableHttpTransport({ stepUpAuthorization: true });
    const strategy = new McpStrategy({ name: 'rekog', version: '1', transports: [transport] });
    const prepare = (app: INestApplication) => {
      strategy.setHttpAdapter(app.get(HttpAdapterHost).httpAdapter);
      app.connectMicroservice({ strategy });
    };
    service = await startProtectedService({
      adapter,
      options: { transport: 'none' },
      parts: {
        controllers: [GuardedRekogController, RekogTools],
        providers: [{ provide: MCP_HTTP_HANDLER, useValue: transport.httpHandlers }],
      },
      prepare,
    });
    await service.app.startAllMicroservices();
  });
  afterAll(() => service.stop());

  it('lets nobody in without a good token', async () => {
    const refused = await service.ask(statelessCall('tools/list'));
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Bearer /)]);
  });

  it('judges its own declarations by the principal that the guard attached', async () => {
    expect(toolText(await call('plain')).content[0]?.text).toBe('plain');
    expect(toolText(await call('write', { scope: 'notes:write' })).content[0]?.text).toBe('written');
    expect((await call('write', { scope: 'other' })).status).toBe(403);
    expect(toolText(await call('purge', { roles: ['admin'] })).content[0]?.text).toBe('purged');
    expect((await call('purge')).json()['error']).toBeDefined();
    expect(toolNames(await service.askWithToken(statelessCall('tools/list')))).not.toContain('purge');
  });
});
