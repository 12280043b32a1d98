import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, type Terminal } from '../../../libs/mcp-auth/src/cli/run-command.js';
import { databaseKinds, type TestDatabase } from '../../contract/databases.js';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { approve, logIn, startPeopleService, type PeopleService } from '../../support/people-service.js';
import { variablesOf } from '../../support/variables.js';

const key = 'a-key-of-the-test-of-administration-long-enough';

function urlOf({ options }: TestDatabase): string {
  if ('url' in options && options.url !== undefined) return options.url;
  return `sqlite:${String(options.database)}`;
}

describe.each(databaseKinds)('administration on $name, beside a running service', ({ create }) => {
  const skipped = create === undefined;
  let database: TestDatabase;
  let service: PeopleService;
  const notes: string[] = [];
  beforeAll(async () => {
    if (create === undefined) return;
    database = await create();
    const server = { dataSource: database.options, encryptionKeys: [key] };
    service = await startPeopleService({ adapter: 'fastify', server });
  });
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  const run = (words: readonly string[], terminal: Partial<Terminal> = {}) =>
    runCommand(
      words,
      variablesOf({
        DATABASE_URL: urlOf(database),
        MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEYS: key,
        MCP_AUTH_RESOURCE: service.resource,
      }),
      { note: (line) => void notes.push(line), ...terminal },
    );
  /** What a command answers to a machine; fails the test where it fails. */
  const said = async (...words: string[]): Promise<unknown> => {
    const { exitCode, lines } = await run([...words, '--json', '--yes']);
    if (exitCode !== 0) throw new Error(lines.join('\n'));
    return JSON.parse(lines.join('\n'));
  };

  async function tokensOf(username: string, password: string) {
    const browser = service.browser();
    const login = await browser.open(service.authorizeUrl({ prompt: 'consent' }));
    const back = await approve(browser, await logIn(browser, login, password, username));
    const answer = (await service.redeem(back)).json();
    return { access: String(answer['access_token']), refresh: String(answer['refresh_token']) };
  }
  const statusWith = async (token: string) =>
    (await ask(service.resource, withHeaders(statelessCall('tools/list'), bearer(token)))).status;
  /** How long a token is still good, in milliseconds. */
  async function remainingMs(token: string): Promise<number> {
    const startedAtMs = performance.now();
    while ((await statusWith(token)) === 200 && performance.now() - startedAtMs < 5_000);
    return performance.now() - startedAtMs;
  }

  it.skipIf(skipped)('adds somebody, who sets their password by the link that is printed, and logs in', async () => {
    const added = await said('users', 'create', 'carol', '--email', 'carol@example.test', '--role', 'reader');
    const { link } = added as { readonly link: string };
    expect(link.startsWith(`${service.issuer}/login/link?link=`)).toBe(true);
    const browser = service.browser();
    const set = await browser.submit(await browser.open(link), { password: 'carol sings carols' });
    expect(set.text).toContain('Your password is set');
    expect((await tokensOf('carol', 'carol sings carols')).access).not.toBe('undefined');
    expect((await run(['users', 'list'])).lines.join('\n')).toMatch(/carol +\S+ +reader +active +set +off/);
    expect((await run(['users', 'create', 'Carol'])).lines).toEqual(['There is a user "Carol" already']);
  });

  it.skipIf(skipped).each(['disable', 'remove'])(
    'ends all access of somebody within a second: users %s (CC-04, RT-08)',
    async (command) => {
      await service.admin.save({ username: 'dave', password: 'dave has a long password' });
      const { access, refresh } = await tokensOf('dave', 'dave has a long password');
      expect(await statusWith(access)).toBe(200);
      await said('users', command, 'dave');
      expect(await remainingMs(access)).toBeLessThan(1_000);
      expect((await service.refresh(refresh)).json()['error']).toBe('invalid_grant');
      if (command === 'disable') await said('users', 'enable', 'dave');
    },
  );

  it.skipIf(skipped)('records what it does', async () => {
    await service.admin.save({ username: 'erin' });
    await said('users', 'roles', 'erin', '--role', 'reader');
    await said('users', 'remove', 'erin');
    expect(notes.join('\n')).toMatch(/account_changed .*"roles_set"[\s\S]*account_changed .*"removed"/);
  });

  it.skipIf(skipped)('asks before it destroys, and does nothing where nobody is there to be asked', async () => {
    const asked: string[] = [];
    const refuse = (question: string) => {
      asked.push(question);
      return Promise.resolve(false);
    };
    const alone = await run(['users', 'remove', 'alice']);
    const refused = await run(['users', 'remove', 'alice'], { confirm: refuse });
    expect([alone.exitCode, alone.lines, refused.lines]).toEqual([
      1,
      ['Nobody is there to be asked: say --yes where you are sure'],
      ['Nothing was done'],
    ]);
    expect(asked).toEqual(['alice will be removed for good.']);
    expect(await service.admin.find('alice')).toBeDefined();
  });

  it.skipIf(skipped)('exports what is kept of somebody, without any secret', async () => {
    await tokensOf('bob', 'a builder of big things');
    const exported = await said('users', 'export', 'bob');
    expect(exported).toMatchObject({
      account: { username: 'bob', email: 'bob@example.test', password: 'set' },
      consents: [{ clientId: 'cli', scopes: ['notes:read', 'notes:write'] }],
      grants: [{ clientId: 'cli' }],
    });
    expect(JSON.stringify(exported)).not.toMatch(/argon2|digest|sealed/i);
  });

  it.skipIf(skipped)('lists logins, and ends one or all', async () => {
    const { access } = await tokensOf('bob', 'a builder of big things');
    const listed = await said('grants', 'list', '--user', 'bob', '--client', 'cli');
    const [newest] = listed as readonly { readonly grantId: string }[];
    await said('grants', 'revoke', newest?.grantId ?? '');
    expect(await remainingMs(access)).toBeLessThan(1_000);
    await said('grants', 'revoke-all', '--user', 'bob');
    expect((await run(['grants', 'list', '--user', 'bob'])).lines).toEqual(['There are no logins.']);
    expect((await run(['grants', 'list'])).lines).toEqual(['Say --user NAME, --client CLIENT_ID, or both']);
  });

  it.skipIf(skipped)('adds, disables and removes a client, which the service knows at once', async () => {
    const { secret } = (await said('clients', 'create', 'machine', '--scope', 'notes:read')) as { secret: string };
    const authorization = `Basic ${Buffer.from(`machine:${secret}`).toString('base64')}`;
    const status = async () => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization };
      return (await ask(`${service.issuer}/token`, { method: 'POST', headers, body: 'grant_type=client_credentials' }))
        .status;
    };
    const statuses = [await status()];
    for (const command of ['disable', 'enable', 'remove']) {
      await said('clients', command, 'machine');
      statuses.push(await status());
    }
    expect(statuses).toEqual([200, 401, 200, 401]);
    expect((await run(['clients', 'remove', 'machine', '--yes'])).lines).toEqual([
      'There is no client "machine" in the database',
    ]);
  });

  it.skipIf(skipped)('makes the next signing key', async () => {
    const { keyId } = (await said('keys', 'rotate')) as { readonly keyId: string };
    expect((await run(['keys', 'list'])).lines[1]).toContain(keyId);
  });
});
