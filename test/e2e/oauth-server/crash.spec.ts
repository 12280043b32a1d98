import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DataSourceOptions } from 'typeorm';
import { afterEach, describe, expect, it } from 'vitest';
import { databaseKinds, type TestDatabase } from '../../contract/databases.js';
import { authorizationQuery, testVerifier } from '../../support/authorization.js';
import { ask, type Answer } from '../../support/http-client.js';
import { freePort } from '../../support/launch.js';

const program = fileURLToPath(new URL('../../support/oauth-server.process.mjs', import.meta.url));
type Death = 'before the code is spent' | 'after the code is spent' | 'never';

describe.each(databaseKinds)('a process that is killed in the middle of a redemption, on $name', ({ create }) => {
  const skipped = create === undefined;
  let child: ChildProcess | undefined;
  let database: TestDatabase | undefined;
  afterEach(async () => {
    child?.kill('SIGKILL');
    await database?.drop();
  });

  async function start(port: number, dataSource: DataSourceOptions, dies: Death): Promise<void> {
    child = fork(program, [JSON.stringify({ port, dataSource, dies })], { stdio: 'inherit' });
    await once(child, 'message');
  }

  async function newCode(port: number): Promise<string> {
    const { headers } = await ask(`http://localhost:${port}/authorize?${authorizationQuery()}`);
    return new URL(headers.location ?? '').searchParams.get('code') ?? '';
  }

  function redeem(port: number, code: string): Promise<Answer> {
    const grant = { grant_type: 'authorization_code', code, redirect_uri: 'https://app.test/cb', client_id: 'cli' };
    const body = new URLSearchParams({ ...grant, code_verifier: testVerifier }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return ask(`http://localhost:${port}/token`, { method: 'POST', headers, body });
  }

  /** The code is redeemed by a process that dies of it, and then by one that does not. */
  async function redeemTwice(dies: Death): Promise<readonly [number, unknown]> {
    database = await create?.();
    if (database === undefined) throw new Error('There is no database');
    const port = await freePort();
    await start(port, database.options, dies);
    const code = await newCode(port);
    const exit = once(child as ChildProcess, 'exit');
    await expect(redeem(port, code)).rejects.toThrow(/socket hang up|ECONNRESET/);
    await exit;
    await start(port, database.options, 'never');
    const { status, json } = await redeem(port, code);
    return [status, json()['error']];
  }

  it.skipIf(skipped)('leaves a code that was not spent as it was (CC-05)', async () => {
    expect(await redeemTwice('before the code is spent')).toEqual([200, undefined]);
  });

  it.skipIf(skipped)('leaves nothing of a code that was spent, whose tokens nobody has (CC-05)', async () => {
    expect(await redeemTwice('after the code is spent')).toEqual([400, 'invalid_grant']);
  });
});
