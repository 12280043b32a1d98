import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Principal } from 'nestjs-mcp-auth';
import { dataSourceOfUrl } from 'nestjs-mcp-auth/oauth-server';
import { DataSource, EntitySchema } from 'typeorm';
import { Notes, ownerOf, type Note } from './notes.js';

interface NoteRow extends Note {
  readonly owner: string;
  readonly createdAtMs: number;
}

const noteEntity = new EntitySchema<NoteRow>({
  name: 'demo_note',
  columns: {
    id: { type: 'varchar', length: 36, primary: true },
    owner: { type: 'varchar', length: 64 },
    text: { type: 'text' },
    createdAtMs: { name: 'created_at_ms', type: 'bigint' },
  },
});
const table = `CREATE TABLE IF NOT EXISTS demo_note (
  id varchar(36) NOT NULL PRIMARY KEY, owner varchar(64) NOT NULL, text text NOT NULL, created_at_ms bigint NOT NULL)`;
const attempts = 100;
const retryAfterMs = 20;

export const NotesDatabaseUrl = Symbol('NotesDatabaseUrl');

/** Notes in the database of the service: what an application keeps for itself, beside the tables of the module. */
@Injectable()
export class StoredNotes extends Notes implements OnModuleInit, OnApplicationShutdown {
  private readonly source: DataSource;

  constructor(@Inject(NotesDatabaseUrl) url: string) {
    super();
    const options = dataSourceOfUrl(url);
    if (options === undefined) throw new Error('DATABASE_URL must begin with sqlite:, postgres: or mysql:');
    this.source = new DataSource({ ...options, entities: [noteEntity] });
  }

  async onModuleInit(): Promise<void> {
    await patiently(() => (this.source.isInitialized ? Promise.resolve(this.source) : this.source.initialize()));
    // Two replicas that start at once may both find no table.
    await patiently(() => this.source.query(table));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.source.destroy();
  }

  async of(principal: Principal): Promise<readonly Note[]> {
    const where = { owner: keyOf(principal) };
    const rows = await patiently(() => this.rows.find({ where, order: { createdAtMs: 'ASC', id: 'ASC' } }));
    return rows.map(({ id, text }) => ({ id, text }));
  }

  async add(principal: Principal, text: string): Promise<Note> {
    const note = { id: randomUUID(), text };
    await patiently(() => this.rows.insert({ ...note, owner: keyOf(principal), createdAtMs: Date.now() }));
    return note;
  }

  async purge(): Promise<number> {
    const { affected } = await patiently(() => this.rows.createQueryBuilder().delete().execute());
    return affected ?? 0;
  }

  private get rows() {
    return this.source.getRepository(noteEntity);
  }
}

/** Of a length that every database can look up. */
function keyOf(principal: Principal): string {
  return createHash('sha256').update(ownerOf(principal)).digest('hex');
}

/** SQLite has one writer at a time, and says so at once. */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const mayPass = attempt < attempts && /SQLITE_BUSY|locked|already exists|duplicate key/i.test(String(error));
      if (!mayPass) throw error;
      await setTimeout(retryAfterMs);
    }
  }
}
