import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { staticTokens } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { runCommand } from '../../../libs/mcp-auth/src/cli/run-command.js';
import { variablesOf } from '../../support/variables.js';
import { verifierPorts } from '../../support/verifier-ports.js';

const run = (words: string, standardInput?: string) =>
  runCommand(words.split(' '), variablesOf({}), {
    note: () => undefined,
    ...(standardInput !== undefined && { standardInput: () => Promise.resolve(standardInput) }),
  });
async function said(words: string, standardInput?: string) {
  const { lines } = await run(`${words} --json`, standardInput);
  return JSON.parse(lines.join('\n')) as { readonly token: string; readonly sha256: string };
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const token = 'notes_0123456789abcdefghijklmnopqrstuvwxyz';

describe('tokens new', () => {
  it('makes a token of 256 bits behind the prefix, another each time', async () => {
    const made = await Promise.all([said('tokens new --prefix notes_'), said('tokens new --prefix notes_')]);
    const secrets = made.map((one) => Buffer.from(one.token.replace(/^notes_/, ''), 'base64url'));
    expect(secrets.map(({ length }) => length)).toEqual([32, 32]);
    expect(made[0]?.token).not.toBe(made[1]?.token);
  });

  it('says the token once, and the entry, which does not hold it', async () => {
    const { exitCode, lines } = await run('tokens new');
    const [first = '', entry = ''] = lines;
    const [made = ''] = /[\w-]{43}$/.exec(first) ?? [];
    expect([exitCode, lines.length, entry.includes(made)]).toEqual([0, 2, false]);
    expect(entry).toContain(sha256(made));
  });

  it('makes an entry with which `staticTokens` knows the token', async () => {
    const made = await said('tokens new --prefix notes_');
    const { kind, options } = staticTokens({
      prefix: 'notes_',
      tokens: [{ sha256: made.sha256, subject: 'report' }],
    });
    const resource = 'https://api.example.com/mcp';
    const resolution = kind.resolve(options, { resource, production: true, optionPath: 'auth', insecureHosts: [] });
    if (!resolution.ok) throw new Error(JSON.stringify(resolution.problems));
    const verifier = kind.createVerifier(resolution.settings, verifierPorts(new FrozenClock()));
    expect(await verifier.verify(made.token)).toMatchObject({ ending: 'principal' });
  });

  it.each(['a=', 'ä'])('refuses a prefix that no token can have: %s', async (prefix) => {
    const { exitCode, lines } = await run(`tokens new --prefix ${prefix}`);
    expect([exitCode, lines]).toEqual([1, ['--prefix has characters that no bearer token has (RFC 6750 §2.1)']]);
  });
});

describe('tokens hash', () => {
  it.each(['', '\n', '\r\n'])(
    'prints the digest of the token in standard input, without its line break: %j',
    async (end) => {
      expect((await said('tokens hash', token + end)).sha256).toBe(sha256(token));
    },
  );

  it('does not repeat the token', async () => {
    const { lines } = await run('tokens hash', token);
    expect(lines.join('\n')).toContain(sha256(token));
    expect(lines.join('\n')).not.toContain(token);
  });

  it.each([undefined, '', '\n', 'two words', `${token}\n${token}\n`])('refuses what is no token: %j', async (text) => {
    const { exitCode, lines } = await run('tokens hash', text);
    expect([exitCode, lines]).toEqual([1, ['Standard input holds no bearer token (RFC 6750 §2.1)']]);
  });

  it('does not take a token from the words, which others may read', async () => {
    expect((await run(`tokens hash ${token}`)).exitCode).toBe(2);
  });
});
