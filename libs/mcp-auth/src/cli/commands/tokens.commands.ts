import { readBearerCredential } from '../../core/bearer-token.js';
import { newSecret } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import { CommandRandomness } from '../command-randomness.js';
import type { Command } from '../command.js';

const create: Command = {
  words: 'tokens new',
  parameters: [],
  options: [{ name: 'prefix', value: 'TEXT' }],
  doc: 'Makes a token of 256 random bits for `staticTokens`, and prints it, once, with the digest that the options want.',
  run({ options }) {
    const token = (options['prefix']?.[0] ?? '') + newSecret(new CommandRandomness());
    const entry = entryOf(token, '--prefix has characters that no bearer token has (RFC 6750 §2.1)');
    const lines = [`Token, shown this once: ${token}`, ...linesOf(entry)];
    return Promise.resolve({ data: { token, ...entry }, lines });
  },
};

const hash: Command = {
  words: 'tokens hash',
  parameters: [],
  doc: 'Reads a token from standard input, and prints the digest that `staticTokens` wants.',
  async run({ standardInput }) {
    // Editors and `echo` end a line that is no part of the token.
    const token = (await standardInput()).replace(/\r?\n$/, '');
    const data = entryOf(token, 'Standard input holds no bearer token (RFC 6750 §2.1)');
    return { data, lines: linesOf(data) };
  },
};

interface TokenEntry {
  readonly sha256: string;
}

/** @throws Error with this message where the text could never be sent as a token */
function entryOf(token: string, message: string): TokenEntry {
  if (readBearerCredential([`Bearer ${token}`]).found !== 'token') throw new Error(message);
  return { sha256: digestOf(token) };
}

function linesOf({ sha256 }: TokenEntry): readonly string[] {
  return [`Entry of \`tokens\`: ${JSON.stringify({ sha256, subject: 'WHO CALLS' })}`];
}

/** What is done with tokens of `staticTokens`. */
export const tokensCommands: readonly Command[] = [create, hash];
