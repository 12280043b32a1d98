import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds, type TestDatabase } from '../../contract/databases.js';
import { authorizationQuery, testVerifier } from '../../support/authorization.js';
import { freePort } from '../../support/launch.js';

const program = fileURLToPath(new URL('../../support/oauth-server.process.mjs', import.meta.url));
const rounds = 25;
const racers = 8;

interface TokenAnswer {
  readonly status: number;
  readonly refreshToken: string | undefined;
}

/** Two processes of one service, behind which there is one database; both claim to be at the same place, as behind a proxy. */
describe.each(databaseKinds)('two processes on one database, $name', ({ create }) => {
  const skipped = create === undefined;
  const children: ChildProcess[] = [];
  let database: TestDatabase;
  let ports: readonly number[];
  beforeAll(async () => {
    if (create === undefined) return;
    database = await create();
    ports = [await freePort(), await freePort()];
    // At once, on an empty database: one of them makes the tables and the key.
    await Promise.all(ports.map((port) => start(port)));
  }, 60_000);
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await database?.drop();
  });

  async function start(port: number): Promise<void> {
    const settings = { port, publicPort: ports[0], dataSource: database.options, dies: 'never' };
    const child = fork(program, [JSON.stringify(settings)], { stdio: 'inherit' });
    children.push(child);
    const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (message !== 'listening') throw new Error('A process did not start');
  }

  async function newCode(port = ports[0]): Promise<string> {
    const answer = await fetch(`http://localhost:${port}/authorize?${authorizationQuery()}`, { redirect: 'manual' });
    return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  }

  async function askForTokens(port: number, parameters: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const body = new URLSearchParams({ client_id: 'cli', ...parameters });
    const response = await fetch(`http://localhost:${port}/token`, { method: 'POST', body });
    const { refresh_token: refreshToken } = (await response.json()) as { readonly refresh_token?: string };
    return { status: response.status, refreshToken };
  }

  /** Racers take turns between the processes. */
  const race = (parameters: Readonly<Record<string, string>>) =>
    Promise.all(Array.from({ length: racers }, (_, racer) => askForTokens(ports[racer % 2] ?? 0, parameters)));
  const redemptionOf = (code: string) => ({
    grant_type: 'authorization_code',
    code,
    redirect_uri: 'https://app.test/cb',
    code_verifier: testVerifier,
  });

  it.skipIf(skipped)('redeem a code once between them (CC-01)', { timeout: 60_000 }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const answers = await race(redemptionOf(await newCode(ports[round % 2])));
      const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
      expect([count(200), count(400)]).toEqual([1, racers - 1]);
    }
  });

  it.skipIf(skipped)('lead a refresh token to one successor (RT-03)', { timeout: 60_000 }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { refreshToken: token = '' } = await askForTokens(ports[0] ?? 0, redemptionOf(await newCode()));
      const answers = await race({ grant_type: 'refresh_token', refresh_token: token });
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    }
  });

  it.skipIf(skipped)('write at the same time, and no client hears of it (PF-08)', { timeout: 60_000 }, async () => {
    const codes = await Promise.all(Array.from({ length: 100 }, (_, index) => newCode(ports[index % 2])));
    const answers = await Promise.all(
      codes.map((code, index) => askForTokens(ports[index % 2] ?? 0, redemptionOf(code))),
    );
    expect(answers.map(({ status }) => status)).toEqual(codes.map(() => 200));
  });

  it.skipIf(skipped)('publish the same keys (KR-02)', async () => {
    const sets = await Promise.all(
      ports.map(async (port) => (await fetch(`http://localhost:${port}/.well-known/jwks.json`)).text()),
    );
    expect(sets[1]).toBe(sets[0]);
  });
});
