import type { DataSource, DataSourceOptions } from 'typeorm';
import { inTime } from '../../../timing/in-time.js';
import { StoreError } from '../../repositories/store-error.js';
import { Store } from '../../repositories/store.js';
import { checkMigrations } from './check-migrations.js';
import { connectedDataSource } from './connected-data-source.js';
import { databaseTime } from './database-time.js';
import { runMigrationsAlone } from './migration-lock.js';
import {
  TypeOrmAssertionUseRepository,
  TypeOrmClientRepository,
  TypeOrmConsentRepository,
  TypeOrmOpaqueTokenRepository,
  TypeOrmPushedRequestRepository,
  TypeOrmRevocationRepository,
  TypeOrmRevokedTokenRepository,
  TypeOrmSigningKeyRepository,
  TypeOrmTokenFamilyRepository,
} from './repositories/index.js';
import { typeOrmPeople } from './repositories/typeorm-people.repositories.js';
import { StoreConnection } from './store-connection.js';

const connectLimitMs = 10_000;

/** Keeps everything in a database, through a DataSource of its own. */
export class TypeOrmStore extends Store {
  private readonly connection = new StoreConnection(() => this.connect());

  readonly families = new TypeOrmTokenFamilyRepository(this.connection);
  readonly clients = new TypeOrmClientRepository(this.connection);
  readonly consents = new TypeOrmConsentRepository(this.connection);
  readonly pushedRequests = new TypeOrmPushedRequestRepository(this.connection);
  readonly assertionUses = new TypeOrmAssertionUseRepository(this.connection);
  readonly opaqueTokens = new TypeOrmOpaqueTokenRepository(this.connection);
  readonly revokedTokens = new TypeOrmRevokedTokenRepository(this.connection);
  readonly revocations = new TypeOrmRevocationRepository(this.connection);
  readonly signingKeys = new TypeOrmSigningKeyRepository(this.connection);
  readonly people = typeOrmPeople(this.connection);

  /** @param optionsOf asked when the store is opened: before that, an application may not have its DataSource yet */
  constructor(
    private readonly optionsOf: () => DataSourceOptions,
    private readonly migrations: 'run' | 'check' = 'run',
  ) {
    super();
  }

  async open(): Promise<void> {
    const source = await this.connection.open();
    try {
      await (this.migrations === 'run' ? runMigrationsAlone(source) : checkMigrations(source));
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async timeMs(): Promise<number> {
    const [row] = await this.connection.read((manager) => {
      const { ofStatement } = databaseTime(manager.dataSource);
      return manager.query<{ now: unknown }[]>(`SELECT ${ofStatement} AS now`);
    });
    return Number(row?.now);
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  private async connect(): Promise<DataSource> {
    const connecting = connectedDataSource(this.optionsOf());
    try {
      return await inTime(connecting, connectLimitMs);
    } catch (cause) {
      void connecting.then((source) => source.destroy()).catch(() => undefined);
      throw new StoreError(`The database cannot be reached: ${String(cause)}`, { cause });
    }
  }
}
