// Stores for oidc-provider, by its documented interface: what it keeps in memory, in a Map without bounds, which costs less than the
// one that it brings; and on SQLite with the driver and the settings that ours has.
import { createRequire } from 'node:module';

const grantable = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);

export function memoryAdapter() {
  const entries = new Map();
  const keysByGrant = new Map();
  const idsByUid = new Map();
  return class MemoryAdapter {
    constructor(model) {
      this.model = model;
    }
    async upsert(id, payload) {
      entries.set(`${this.model}:${id}`, payload);
      if (this.model === 'Session') idsByUid.set(payload.uid, id);
      if (!grantable.has(this.model) || payload.grantId === undefined) return;
      const keys = keysByGrant.get(payload.grantId) ?? new Set();
      keysByGrant.set(payload.grantId, keys.add(`${this.model}:${id}`));
    }
    async find(id) {
      return entries.get(`${this.model}:${id}`);
    }
    async findByUid(uid) {
      return this.find(idsByUid.get(uid));
    }
    async findByUserCode() {}
    async consume(id) {
      entries.get(`${this.model}:${id}`).consumed = Math.floor(Date.now() / 1000);
    }
    async destroy(id) {
      entries.delete(`${this.model}:${id}`);
    }
    async revokeByGrantId(grantId) {
      for (const key of keysByGrant.get(grantId) ?? []) entries.delete(key);
      keysByGrant.delete(grantId);
    }
  };
}

export function sqliteAdapter(file) {
  const Database = createRequire(import.meta.url)('libsql');
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec(`CREATE TABLE entry (
    model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, expires_at INTEGER, consumed_at INTEGER,
    PRIMARY KEY (model, id))`);
  for (const column of ['grant_id', 'uid', 'expires_at'])
    database.exec(`CREATE INDEX by_${column} ON entry (${column})`);
  const put = database.prepare(
    'INSERT INTO entry (model, id, payload, grant_id, uid, expires_at) VALUES (?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, expires_at = excluded.expires_at',
  );
  const byId = database.prepare('SELECT payload, consumed_at FROM entry WHERE model = ? AND id = ?');
  const byUid = database.prepare('SELECT payload, consumed_at FROM entry WHERE model = ? AND uid = ?');
  const consume = database.prepare('UPDATE entry SET consumed_at = ? WHERE model = ? AND id = ?');
  const destroy = database.prepare('DELETE FROM entry WHERE model = ? AND id = ?');
  const destroyGrant = database.prepare('DELETE FROM entry WHERE grant_id = ?');
  return class SqliteAdapter {
    constructor(model) {
      this.model = model;
    }
    async upsert(id, payload, expiresInSeconds) {
      const expiresAt = expiresInSeconds === undefined ? null : Date.now() + expiresInSeconds * 1000;
      put.run([this.model, id, JSON.stringify(payload), payload.grantId ?? null, payload.uid ?? null, expiresAt]);
    }
    async find(id) {
      return read(byId.get([this.model, id]));
    }
    async findByUid(uid) {
      return read(byUid.get([this.model, uid]));
    }
    async findByUserCode() {}
    async consume(id) {
      consume.run([Math.floor(Date.now() / 1000), this.model, id]);
    }
    async destroy(id) {
      destroy.run([this.model, id]);
    }
    async revokeByGrantId(grantId) {
      destroyGrant.run([grantId]);
    }
  };
}

function read(row) {
  if (row === undefined) return undefined;
  const payload = JSON.parse(row.payload);
  return row.consumed_at === null ? payload : { ...payload, consumed: row.consumed_at };
}
