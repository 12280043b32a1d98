import type { Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';

const count = 10;
const bytesEach = 10;
/** Without letters and digits that are taken for each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** New recovery codes of at least 79 random bits each, in groups that can be copied by hand. */
export function newRecoveryCodes(randomness: Randomness): readonly string[] {
  return Array.from({ length: count }, () => {
    const number = BigInt(`0x${randomness.bytes(bytesEach).toString('hex')}`);
    return (lettersOf(number).match(/.{1,4}/g) ?? []).join('-');
  });
}

/** What is kept of a code, which is good for one person alone; blanks, dashes and case mean nothing. */
export function recoveryCodeDigest(subject: string, code: string): string {
  return digestOf(`recovery code of ${subject}: ${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`);
}

function lettersOf(number: bigint): string {
  const base = BigInt(alphabet.length);
  let [rest, letters] = [number, ''];
  for (let place = 0; place < 16; place += 1) {
    letters += alphabet[Number(rest % base)] ?? '';
    rest /= base;
  }
  return letters;
}
