import type { DataSource, DataSourceOptions } from 'typeorm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { digestOf } from '../../libs/mcp-auth/src/core/secret-digest.js';
import { migrations } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/migrations/index.js';
import { ownDataSource } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/own-data-source.js';
import { TypeOrmStore } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/typeorm-store.js';
import { databaseKinds } from './databases.js';

type Row = Readonly<Record<string, string | number | null>>;
const far = 9_000_000_000_000;
const digest = (text: string) => digestOf(text);

const family = (id: string, changes: Row): Row => ({
  id,
  client_id: 'cli',
  subject: 'alice',
  scope: 'notes:read',
  resources: '["https://api.test/mcp"]',
  authenticated_at: 1,
  code_digest: digest(`code of ${id}`),
  redirect_uri: 'https://app.test/cb',
  redirect_uri_named: 'by_request',
  code_challenge: 'challenge',
  code_expires_at: far,
  purgeable_at: far,
  ...changes,
});

/** What a version may have left behind, as its tables were; the second one knows when something was revoked. */
const rowsAt = (step: number): readonly (readonly [string, Row])[] => [
  ['token_family', family('with a code', {})],
  [
    'token_family',
    family('with a refresh token', {
      redeemed_at: 2,
      lineage_digest: digest('lineage'),
      current_digest: digest('token'),
      idle_expires_at: far,
      expires_at: far,
    }),
  ],
  ['token_family', family('ended', { revoked_at: 3, ...(step > 1 && { revocation_recorded_at: Date.now() }) })],
  ['revoked_token', { digest: digest('token id'), expires_at: far, ...(step > 1 && { recorded_at: Date.now() }) }],
  ['client', { client_digest: digest('registered'), client: '{"clientId":"registered"}', registered_at: 4 }],
];

/** A database as a version left it, with rows in it. */
async function databaseAt(step: number, options: DataSourceOptions): Promise<void> {
  const source = ownDataSource(options).setOptions({ migrations: migrations.slice(0, step) });
  await source.initialize();
  await source.runMigrations();
  for (const [table, row] of rowsAt(step)) await insert(source, table, row);
  await source.destroy();
}

async function insert(source: DataSource, table: string, row: Row): Promise<void> {
  const values = Object.values(row).map((value) => (typeof value === 'string' ? `'${value}'` : String(value)));
  await source.query(`INSERT INTO mcp_auth_${table} (${Object.keys(row).join(', ')}) VALUES (${values.join(', ')})`);
}

const earlierSteps = migrations.slice(0, -1).map(({ name }, index) => ({ name, step: index + 1 }));

describe.each(databaseKinds)('$name', ({ create }) => {
  describe.each(earlierSteps)('with rows of $name', ({ step }) => {
    it.skipIf(create === undefined)(
      'is brought up to date by four replicas that start at once, and loses nothing (PF-05, PF-06)',
      async () => {
        const database = await create?.();
        if (database === undefined) return;
        onTestFinished(() => database.drop());
        await databaseAt(step, database.options);
        const stores = Array.from({ length: 4 }, () => new TypeOrmStore(() => database.options));
        onTestFinished(() => Promise.all(stores.map((store) => store.close())).then(() => undefined));
        await Promise.all(stores.map((store) => store.open()));

        const [store] = stores;
        const redemption = { familyId: 'with a code', nowMs: 5, refresh: undefined, purgeableAtMs: far };
        expect(await Promise.all(stores.map(({ families }) => families.redeemOnce(redemption)))).toContain(true);
        const rotation = {
          familyId: 'with a refresh token',
          presentedDigest: digest('token'),
          successorDigest: digest('successor'),
          sealedSuccessor: 'sealed',
          idleExpiresAtMs: far,
          nowMs: 6,
        };
        expect(await store?.families.rotate(rotation)).toBe(true);
        expect((await store?.clients.findRegistration('registered'))?.registeredAtMs).toBe(4);
        const revoked = await store?.revocations.recordedInLast(60_000);
        expect(revoked).toContainEqual({ of: 'token', tokenDigest: digest('token id'), expiresAtMs: far });
        expect(revoked).toContainEqual(expect.objectContaining({ of: 'grant', grantId: 'ended' }));
        expect(await store?.families.findAlive({ subject: 'alice' })).toHaveLength(2);
      },
    );

    it.skipIf(create === undefined)('still takes rows of a replica of that version (PF-06)', async () => {
      const database = await create?.();
      if (database === undefined) return;
      onTestFinished(() => database.drop());
      await databaseAt(step, database.options);
      const store = new TypeOrmStore(() => database.options);
      await store.open();
      const source = await ownDataSource(database.options).initialize();
      await insert(source, 'token_family', family('of an old replica', {}));
      await source.destroy();
      const found = await store.families.findByCode(digest('code of of an old replica'));
      await store.close();
      expect(found?.id).toBe('of an old replica');
    });
  });
});
