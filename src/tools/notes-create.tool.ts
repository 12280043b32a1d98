import { Inject, Injectable } from '@nestjs/common';
import { CurrentPrincipal, RequireScopes, Tool, ToolInput, type Principal } from 'nestjs-mcp-auth';
import { z } from 'zod';
import { Notes } from './notes.js';

const input = z.object({ text: z.string().min(1).max(2000).describe('The note') });

@Injectable()
export class NotesCreateTool {
  constructor(@Inject(Notes) private readonly notes: Notes) {}

  @RequireScopes('notes:write')
  @Tool({ name: 'notes_create', description: 'Writes down a note', input })
  create(@ToolInput() { text }: z.infer<typeof input>, @CurrentPrincipal() principal: Principal) {
    return this.notes.add(principal, text);
  }
}
