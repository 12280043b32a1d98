import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand, type CommandEnd } from '../../../libs/mcp-auth/src/cli/run-command.js';
import { databaseKinds, type TestDatabase } from '../../contract/databases.js';
import { startOAuthService } from '../../support/oauth-service.js';
import { variablesOf } from '../../support/variables.js';

const firstKey = 'the-first-key-of-the-test-of-commands';
/** Nobody is there to be asked. */
const terminal = { note: () => undefined };
const secondKey = 'the-second-key-of-the-test-of-commands';

function urlOf({ options }: TestDatabase): string {
  if ('url' in options && options.url !== undefined) return options.url;
  return `sqlite:${String(options.database)}`;
}

describe.each(databaseKinds)('commands on $name', ({ create }) => {
  const skipped = create === undefined;
  let database: TestDatabase;
  beforeEach(async () => {
    if (create !== undefined) database = await create();
  });
  afterEach(() => database?.drop());

  const run = (words: string, keys: string = firstKey): Promise<CommandEnd> =>
    runCommand(
      words.split(' '),
      variablesOf({ DATABASE_URL: urlOf(database), MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEYS: keys }),
      terminal,
    );

  /** Starts a service that makes its key, or needs it. */
  async function startAndStop(encryptionKeys: readonly string[], migrations: 'run' | 'check' = 'run'): Promise<void> {
    const server = { dataSource: database.options, encryptionKeys, migrations };
    const service = await startOAuthService({ adapter: 'fastify', server });
    await service.stop();
  }

  it.skipIf(skipped)('make the tables, without which a service that only looks does not start (PF-05)', async () => {
    await expect(startAndStop([firstKey], 'check')).rejects.toThrow(
      /lacks Initial\d+, .*run "npx nestjs-mcp-auth migrate"/,
    );
    const made = await run('migrate');
    const again = await run('migrate');
    await startAndStop([firstKey], 'check');
    expect([made.exitCode, made.lines.length > 1, again.lines]).toEqual([0, true, ['The tables are up to date.']]);
  });

  it.skipIf(skipped)('store private keys anew, so that an old encryption key can go (KR-04)', async () => {
    await startAndStop([firstKey]);
    const rewrapped = await run('keys rewrap', `${secondKey},${firstKey}`);
    const again = await run('keys rewrap', secondKey);
    await startAndStop([secondKey]);
    await expect(startAndStop([firstKey])).rejects.toThrow('none of them opens the signing key');
    expect([rewrapped.lines, again.lines]).toEqual([
      ['Stored anew: 1. Under the first key already: 0.'],
      ['Stored anew: 0. Under the first key already: 1.'],
    ]);
  });

  it.skipIf(skipped)('say which private key no encryption key opens', async () => {
    await startAndStop([firstKey]);
    const { exitCode, lines } = await run('keys rewrap', secondKey);
    expect([exitCode, lines[0]]).toEqual([1, expect.stringContaining('No encryption key opens')]);
  });

  it.skipIf(skipped)('list the keys, and take one away (KR-03)', async () => {
    await startAndStop([firstKey]);
    const [, line = ''] = (await run('keys list')).lines;
    const [keyId = ''] = line.split(' ');
    const retired = await run(`keys retire ${keyId} --yes`);
    const unknown = await run(`keys retire ${keyId} --yes`);
    expect([line.includes('ES256'), retired.exitCode, unknown.exitCode, (await run('keys list')).lines]).toEqual([
      true,
      0,
      1,
      ['There are no keys: the server makes one when it starts.'],
    ]);
  });
});

describe('what is typed', () => {
  it.each(['', '--help', 'migrate --help'])('is answered by the help: "%s"', async (words) => {
    const { exitCode, lines } = await runCommand(words.split(' ').filter(Boolean), variablesOf({}), terminal);
    expect([exitCode, lines.join('\n')]).toEqual([0, expect.stringContaining('keys retire KEY_ID')]);
  });

  it.each([
    'destroy',
    'keys',
    'keys retire',
    'migrate now',
    'keys list --colour red',
    'users create a --email x --email y',
  ])('is not understood: "%s"', async (words) => {
    const { exitCode, lines } = await runCommand(words.split(' '), variablesOf({}), terminal);
    expect([exitCode, lines[0]]).toEqual([2, `There is no command "${words}".`]);
  });

  it('names a database that is none', async () => {
    const { exitCode, lines } = await runCommand(['migrate'], variablesOf({ DATABASE_URL: 'oracle://db' }), terminal);
    expect([exitCode, lines.join(' ')]).toEqual([1, expect.stringContaining('DATABASE_URL')]);
  });
});

describe('the bin', () => {
  it('runs, and says by its exit code what became of it', async () => {
    const bin = fileURLToPath(new URL('../../../libs/mcp-auth/dist/cli/main.js', import.meta.url));
    const end = (words: readonly string[]) =>
      new Promise<readonly [unknown, string, string]>((resolve) => {
        execFile(process.execPath, [bin, ...words], (error, stdout, stderr) => {
          resolve([error?.code ?? 0, stdout.split('\n')[0] ?? '', stderr.split('\n')[0] ?? '']);
        });
      });
    expect([await end([]), await end(['destroy'])]).toEqual([
      [0, 'Commands:', ''],
      [2, '', 'There is no command "destroy".'],
    ]);
  });
});
