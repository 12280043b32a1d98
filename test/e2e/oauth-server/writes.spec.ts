import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LibsqlDatabase } from '../../../libs/mcp-auth/src/oauth-server/persistence/typeorm/libsql-database.js';
import { adapters } from '../../support/launch.js';
import { basic, startAttacked, type AttackedService } from '../../support/oauth-attack.js';

const writes: string[] = [];

/** Keeps the text of each statement that writes. */
class CountingDatabase extends LibsqlDatabase {
  override prepare(sql: string) {
    const statement = super.prepare(sql);
    const run = (...parameters: readonly unknown[]) => {
      if (/^(INSERT|UPDATE|DELETE)/.test(sql)) writes.push(sql);
      return statement.run(...parameters);
    };
    return { ...statement, run };
  }
}

describe.each(adapters)('what is written, on %s', (adapter) => {
  let folder: string;
  let service: AttackedService;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcp-auth-'));
    service = await startAttacked(adapter, {
      dataSource: { type: 'better-sqlite3', database: join(folder, 'store.sqlite'), driver: CountingDatabase },
      encryptionKeys: ['a key of the test of writes, long enough'],
    });
    await service.redeem(await service.code());
  });
  beforeEach(() => void (writes.length = 0));
  afterAll(async () => {
    await service.stop();
    await rm(folder, { recursive: true });
  });

  it('from the request of a person who agreed before to the tokens is two rows: the code, and that it is spent', async () => {
    expect((await service.redeem(await service.code())).status).toBe(200);
    expect(writes.map((sql) => sql.slice(0, 36))).toEqual([
      'INSERT INTO "mcp_auth_token_family"(',
      'UPDATE "mcp_auth_token_family" SET "',
    ]);
  });

  it('of a refresh is one row', async () => {
    const { refreshToken } = await service.logIn();
    writes.length = 0;
    const refreshed = await service.token({
      grant_type: 'refresh_token',
      client_id: 'cli',
      refresh_token: refreshToken,
    });
    expect([refreshed.status, writes.length]).toEqual([200, 1]);
  });

  it('of an access token that a machine gets is nothing', async () => {
    const { status } = await service.token({ grant_type: 'client_credentials' }, basic('machine'));
    expect([status, writes]).toEqual([200, []]);
  });
});
