import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { McpAuthModule } from 'nestjs-mcp-auth';
import type { DemoOptions } from './demo-options.js';
import { DemoUsers, DemoUsersSetup } from './demo-users.setup.js';
import { HealthController } from './health.controller.js';
import { PricingClient, PricingPlace } from './pricing/pricing.client.js';
import { MemoryNotes } from './tools/memory.notes.js';
import { NotesCreateTool } from './tools/notes-create.tool.js';
import { NotesListTool } from './tools/notes-list.tool.js';
import { NotesPurgeTool } from './tools/notes-purge.tool.js';
import { Notes } from './tools/notes.js';
import { PriceQuoteTool } from './tools/price-quote.tool.js';
import { NotesDatabaseUrl, StoredNotes } from './tools/stored.notes.js';
import { WhoamiTool } from './tools/whoami.tool.js';

/** The demo service: an MCP server with a few tools, protected as the environment says. */
@Module({})
export class AppModule {
  static register(options: DemoOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [McpAuthModule.forRoot(service(options))],
      controllers: [HealthController],
      providers: [
        WhoamiTool,
        NotesListTool,
        NotesCreateTool,
        NotesPurgeTool,
        PriceQuoteTool,
        PricingClient,
        { provide: PricingPlace, useValue: options.pricing },
        ...(options.kind === 'oauth-server' ? ofAuthorizationServer(options) : ofOthers),
      ],
    };
  }
}

/** A person and an agent of theirs ask a few times in a second; an address may be that of an office. */
const requestLimits = { perPersonPerMinute: 600, perAddressPerMinute: 1_200 };

/** In plain words, for the consent page. */
const descriptions = {
  'notes:read': 'Read your notes',
  'notes:write': 'Write notes in your name',
  'prices:read': 'See prices',
};

function service({ resource, offeredScopes, limits }: DemoOptions) {
  return {
    resource,
    scopes: { descriptions, ...(offeredScopes !== undefined && { offered: offeredScopes }) },
    ...(limits === 'on' && { limits: requestLimits }),
    server: { name: 'nestjs-mcp-auth-demo', version: '0.1.0', title: 'Notes' },
  };
}

/** Level 3 has a database, in which notes and people are. */
function ofAuthorizationServer({ databaseUrl, users }: DemoOptions): readonly Provider[] {
  return [
    { provide: NotesDatabaseUrl, useValue: databaseUrl },
    { provide: Notes, useClass: StoredNotes },
    { provide: DemoUsers, useValue: users },
    DemoUsersSetup,
  ];
}

const ofOthers: readonly Provider[] = [{ provide: Notes, useClass: MemoryNotes }];
