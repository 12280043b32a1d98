import type { Randomness } from '../../core/randomness.js';
import { seal, sealingKey, unseal } from '../../core/sealed-text.js';
import { readRefreshToken, type RefreshToken } from './refresh-token.js';

const purpose = 'refresh token successor';

/** The successor as it is stored: whoever has the whole database but not the predecessor cannot read it. */
export function sealSuccessor(successor: RefreshToken, predecessor: RefreshToken, randomness: Randomness): string {
  return seal(successor.text, sealingKey(predecessor.text, purpose), predecessor.digest, randomness);
}

/** The successor of a token, or undefined where what is stored is none of it. */
export function unsealSuccessor(sealed: string, predecessor: RefreshToken): RefreshToken | undefined {
  const text = unseal(sealed, sealingKey(predecessor.text, purpose), predecessor.digest);
  return text === undefined ? undefined : readRefreshToken(text);
}
