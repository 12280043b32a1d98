import { Injectable } from '@nestjs/common';
import type { Principal } from 'nestjs-mcp-auth';
import { Notes, ownerOf, type Note } from './notes.js';

/** Notes in memory, where the demo has no database. */
@Injectable()
export class MemoryNotes extends Notes {
  private readonly notes = new Map<string, readonly Note[]>();
  private count = 0;

  of(principal: Principal): Promise<readonly Note[]> {
    return Promise.resolve(this.notes.get(ownerOf(principal)) ?? []);
  }

  async add(principal: Principal, text: string): Promise<Note> {
    const note = { id: String((this.count += 1)), text };
    this.notes.set(ownerOf(principal), [...(await this.of(principal)), note]);
    return note;
  }

  purge(): Promise<number> {
    const count = [...this.notes.values()].flat().length;
    this.notes.clear();
    return Promise.resolve(count);
  }
}
