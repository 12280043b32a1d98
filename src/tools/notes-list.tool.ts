import { Inject, Injectable } from '@nestjs/common';
import { CurrentPrincipal, Tool, type Principal } from 'nestjs-mcp-auth';
import { needScope } from './needed-scope.js';
import { Notes } from './notes.js';

@Injectable()
export class NotesListTool {
  constructor(@Inject(Notes) private readonly notes: Notes) {}

  @Tool({ name: 'notes_list', description: 'Lists your notes' })
  list(@CurrentPrincipal() principal: Principal) {
    needScope(principal, 'notes:read');
    return this.notes.of(principal);
  }
}
