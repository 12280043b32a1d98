import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LibsqlDatabase } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/libsql-database.js';
import { ownDataSource } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/own-data-source.js';
import { SqliteTurns } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/sqlite-turns.js';

/** Tells each statement that ends a transaction, and fails where the test says so. */
class WatchedDatabase extends LibsqlDatabase {
  static statements: string[] = [];
  static failing = '';

  override prepare(sql: string) {
    const statement = super.prepare(sql);
    const run = (...parameters: readonly unknown[]) => {
      WatchedDatabase.statements.push(sql);
      if (sql === WatchedDatabase.failing) throw Object.assign(new Error('disk is full'), { code: 'SQLITE_FULL' });
      return statement.run(...parameters);
    };
    return { ...statement, run };
  }
}

let folder: string;
let source: DataSource;
let turns: SqliteTurns;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-auth-'));
  const options = { type: 'better-sqlite3', database: join(folder, 'turns.sqlite'), driver: WatchedDatabase } as const;
  source = await ownDataSource(options).initialize();
  await source.query('CREATE TABLE word (text TEXT PRIMARY KEY)');
  turns = new SqliteTurns(source);
  [WatchedDatabase.statements, WatchedDatabase.failing] = [[], ''];
});
afterEach(async () => {
  await source.destroy();
  await rm(folder, { recursive: true });
});

const insert = (text: string) => turns.write((manager) => manager.query('INSERT INTO word VALUES (?)', [text]));
const words = () =>
  turns.read(async (manager) => {
    const rows = (await manager.query('SELECT text FROM word ORDER BY text')) as { text: string }[];
    return rows.map(({ text }) => text);
  });
const ended = () => WatchedDatabase.statements.filter((sql) => /^(BEGIN|COMMIT|ROLLBACK)/.test(sql));

describe('writes to SQLite', () => {
  it('of one moment are one transaction, which begins as one that writes', async () => {
    await Promise.all(['a', 'b', 'c'].map(insert));
    expect([ended(), await words()]).toEqual([
      ['BEGIN IMMEDIATE', 'COMMIT'],
      ['a', 'b', 'c'],
    ]);
  });

  it('that come during a turn have the next one', async () => {
    const first = insert('a');
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, insert('b')]);
    expect([ended().length, await words()]).toEqual([4, ['a', 'b']]);
  });

  it('fail alone where a row is there already', async () => {
    const outcomes = await Promise.allSettled(['a', 'a', 'b'].map(insert));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(words()).resolves.toEqual(['a', 'b']);
  });

  it('are none of them done where the commit fails, and none is told as done (PF-08)', async () => {
    WatchedDatabase.failing = 'COMMIT';
    const outcomes = await Promise.allSettled(['a', 'b'].map(insert));
    WatchedDatabase.failing = '';
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(words()).resolves.toEqual([]);
    await insert('c');
    await expect(words()).resolves.toEqual(['c']);
  });

  it('are seen by no read before they are committed', async () => {
    let finish = () => undefined as void;
    const pause = new Promise<void>((resolve) => (finish = resolve));
    WatchedDatabase.failing = 'COMMIT';
    const writing = turns.write(async (manager) => {
      await manager.query("INSERT INTO word VALUES ('a')");
      await pause;
    });
    await vi.waitFor(() => expect(WatchedDatabase.statements).toContain("INSERT INTO word VALUES ('a')"));
    const reading = words();
    await new Promise((resolve) => setImmediate(resolve));
    finish();
    await writing.catch(() => undefined);
    await expect(reading).resolves.toEqual([]);
  });

  it('wait for a read that has begun', async () => {
    let finish = () => undefined as void;
    const reading = turns.read(() => new Promise<void>((resolve) => (finish = resolve)));
    const writing = insert('a');
    for (let round = 0; round < 5; round += 1) await new Promise((resolve) => setImmediate(resolve));
    const meanwhile = ended();
    finish();
    await Promise.all([reading, writing]);
    expect([meanwhile, ended()]).toEqual([[], ['BEGIN IMMEDIATE', 'COMMIT']]);
  });
});
