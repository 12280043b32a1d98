import type { Principal } from 'nestjs-mcp-auth';

export interface Note {
  readonly id: string;
  readonly text: string;
}

/** Port: notes of each person. */
export abstract class Notes {
  /** The oldest first. */
  abstract of(principal: Principal): Promise<readonly Note[]>;

  abstract add(principal: Principal, text: string): Promise<Note>;

  /** Deletes everything; the result is how much there was. */
  abstract purge(): Promise<number>;
}

/** Identity is issuer and subject together: another issuer's "alice" is another person. */
export function ownerOf({ issuer, subject }: Principal): string {
  return JSON.stringify([issuer, subject]);
}
