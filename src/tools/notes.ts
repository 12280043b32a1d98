import { Injectable } from '@nestjs/common';
import type { Principal } from 'nestjs-mcp-auth';

export interface Note {
  readonly id: number;
  readonly text: string;
}

/** Notes of each person, in memory. */
@Injectable()
export class Notes {
  private readonly notes = new Map<string, readonly Note[]>();

  of(principal: Principal): readonly Note[] {
    return this.notes.get(keyOf(principal)) ?? [];
  }

  add(principal: Principal, text: string): Note {
    const own = this.of(principal);
    const note = { id: own.length + 1, text };
    this.notes.set(keyOf(principal), [...own, note]);
    return note;
  }

  /** Deletes everything; the result is how much there was. */
  purge(): number {
    const count = [...this.notes.values()].flat().length;
    this.notes.clear();
    return count;
  }
}

/** Identity is issuer and subject together: another issuer's "alice" is another person. */
function keyOf({ issuer, subject }: Principal): string {
  return JSON.stringify([issuer, subject]);
}
