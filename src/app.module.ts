import { Module, type DynamicModule } from '@nestjs/common';
import { McpAuthModule } from 'nestjs-mcp-auth';
import { nodeEnvironment, type DemoOptions } from './demo-options.js';
import { DevelopmentIssuerModule } from './development-issuer/development-issuer.module.js';
import { HealthController } from './health.controller.js';
import { developmentLevel } from './levels/development.auth.js';
import { NotesCreateTool } from './tools/notes-create.tool.js';
import { NotesListTool } from './tools/notes-list.tool.js';
import { NotesPurgeTool } from './tools/notes-purge.tool.js';
import { Notes } from './tools/notes.js';
import { WhoamiTool } from './tools/whoami.tool.js';

/** The demo service: an MCP server with a few tools, protected as the environment says. */
@Module({})
export class AppModule {
  static register(options: DemoOptions): DynamicModule {
    const isDevelopment = options.issuer === 'development';
    return {
      module: AppModule,
      imports: [
        isDevelopment
          ? McpAuthModule.forRoot({ ...service(options), auth: developmentLevel(options) })
          : McpAuthModule.forRoot(service(options)),
        ...(isDevelopment ? [DevelopmentIssuerModule.register(options, nodeEnvironment())] : []),
      ],
      controllers: [HealthController],
      providers: [Notes, WhoamiTool, NotesListTool, NotesCreateTool, NotesPurgeTool],
    };
  }
}

/** A person and an agent of theirs ask a few times in a second; an address may be that of an office. */
const requestLimits = { perPersonPerMinute: 600, perAddressPerMinute: 1_200 };

function service({ resource, offeredScopes, limits }: DemoOptions) {
  return {
    resource,
    ...(offeredScopes !== undefined && { scopes: { offered: offeredScopes } }),
    ...(limits === 'on' && { limits: requestLimits }),
    server: { name: 'nestjs-mcp-auth-demo', version: '0.1.0', title: 'Notes' },
  };
}
