import { Module, type DynamicModule } from '@nestjs/common';
import { McpAuthModule } from 'nestjs-mcp-auth';
import { nodeEnvironment, type DemoOptions } from './demo-options.js';
import { DevelopmentIssuerModule } from './development-issuer/development-issuer.module.js';
import { HealthController } from './health.controller.js';
import { levels } from './levels/index.js';
import { NotesCreateTool } from './tools/notes-create.tool.js';
import { NotesListTool } from './tools/notes-list.tool.js';
import { Notes } from './tools/notes.js';
import { WhoamiTool } from './tools/whoami.tool.js';

/** The demo service: an MCP server with a few tools, protected at the level that the environment names. */
@Module({})
export class AppModule {
  static register(options: DemoOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        McpAuthModule.forRoot({
          resource: options.resource,
          auth: levels[options.level](options),
          scopes: { offered: options.offeredScopes },
          server: { name: 'nestjs-mcp-auth-demo', version: '0.1.0', title: 'Notes' },
        }),
        ...(options.level === 'development' ? [DevelopmentIssuerModule.register(options, nodeEnvironment())] : []),
      ],
      controllers: [HealthController],
      providers: [Notes, WhoamiTool, NotesListTool, NotesCreateTool],
    };
  }
}
