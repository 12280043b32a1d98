import { randomBytes, randomUUID } from 'node:crypto';
import { Randomness } from '../core/randomness.js';

/** Entropy of the operating system: commands run outside of Nest, which has its own. */
export class CommandRandomness extends Randomness {
  identifier(): string {
    return randomUUID();
  }

  bytes(count: number): Buffer {
    return randomBytes(count);
  }
}
