import { Inject, Injectable } from '@nestjs/common';
import { RequireRoles, Tool } from 'nestjs-mcp-auth';
import { Notes } from './notes.js';

@Injectable()
export class NotesPurgeTool {
  constructor(@Inject(Notes) private readonly notes: Notes) {}

  @RequireRoles('admin')
  @Tool({ name: 'notes_purge', description: 'Deletes the notes of all people' })
  async purge() {
    return { deleted: await this.notes.purge() };
  }
}
