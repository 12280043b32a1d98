import { isUtf8 } from 'node:buffer';

/** Where payloads are decoded; what is read from it becomes text at once, so calls cannot meet here. */
const scratch = Buffer.allocUnsafe(12_288);

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** By length modulo 4: which bits of the last character belong to no byte. One character too many is no byte at all. */
const spareBits = [0, undefined, 0b1111, 0b11];

/** Whether a text holds characters of the other base64 alphabet, which Node reads as well (RFC 4648 §4, §5). */
export function hasForeignAlphabet(text: string): boolean {
  return text.includes('+') || text.includes('/') || text.includes('=');
}

/**
 * The UTF-8 text that is encoded, or undefined where a character is none of base64url, or the bytes are no UTF-8 (RFC 7519 §7.2): Node
 * would pass over both in silence.
 */
export function decodeText(encoded: string): string | undefined {
  const bytes = encoded.length > scratch.length ? decodeBytes(encoded) : decodeIntoScratch(encoded);
  return bytes !== undefined && isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

function decodeIntoScratch(encoded: string): Buffer | undefined {
  const length = decodedLength(encoded);
  return length !== undefined && scratch.write(encoded, 'base64url') === length
    ? scratch.subarray(0, length)
    : undefined;
}

/** The bytes that are encoded, or undefined where a character is none of base64url. */
export function decodeBytes(encoded: string): Buffer | undefined {
  const length = decodedLength(encoded);
  if (length === undefined) return undefined;
  const bytes = Buffer.allocUnsafe(length);
  return bytes.write(encoded, 'base64url') === length ? bytes : undefined;
}

/** Whether this is the only text for its bytes: set spare bits would make a second one (RFC 4648 §3.5). */
export function isCanonical(encoded: string): boolean {
  const spare = spareBits[encoded.length % 4];
  return spare !== undefined && (alphabet.indexOf(encoded.charAt(encoded.length - 1)) & spare) === 0;
}

/** Bytes of ASCII text; more than twice as fast as `Buffer.from` with an encoding. */
export function bytesOfAscii(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length);
  bytes.write(text, 'latin1');
  return bytes;
}

/** How many bytes are encoded; no encoding has one character too many. */
function decodedLength({ length }: string): number | undefined {
  return length % 4 === 1 ? undefined : Math.floor((length * 3) / 4);
}
