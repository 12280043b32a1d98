import { Client } from 'pg';

const server = 'postgres://postgres@127.0.0.1:5432/';

/** A database of its own, or undefined where no PostgreSQL answers. */
export async function newPostgresDatabase() {
  const name = `mcp_auth_bench_${process.pid}_${Date.now()}`;
  const admin = new Client(`${server}postgres`);
  try {
    await admin.connect();
  } catch {
    return undefined;
  }
  await admin.query(`CREATE DATABASE ${name}`);
  return {
    url: server + name,
    name,
    async query(sql) {
      const client = new Client(server + name);
      await client.connect();
      try {
        return await client.query(sql);
      } finally {
        await client.end();
      }
    },
    async drop() {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}
