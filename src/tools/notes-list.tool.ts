import { Inject, Injectable } from '@nestjs/common';
import { CurrentPrincipal, RequireScopes, Tool, type Principal } from 'nestjs-mcp-auth';
import { Notes } from './notes.js';

@Injectable()
export class NotesListTool {
  constructor(@Inject(Notes) private readonly notes: Notes) {}

  @RequireScopes('notes:read')
  @Tool({ name: 'notes_list', description: 'Lists your notes' })
  list(@CurrentPrincipal() principal: Principal) {
    return this.notes.of(principal);
  }
}
