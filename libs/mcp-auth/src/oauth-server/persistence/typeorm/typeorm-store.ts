import type { DataSource, DataSourceOptions } from 'typeorm';
import { Store } from '../../repositories/store.js';
import { runMigrationsAlone } from './migration-lock.js';
import { ownDataSource } from './own-data-source.js';
import { TypeOrmAssertionUseRepository } from './repositories/typeorm-assertion-use.repository.js';
import { TypeOrmClientRepository } from './repositories/typeorm-client.repository.js';
import { TypeOrmConsentRepository } from './repositories/typeorm-consent.repository.js';
import { TypeOrmOpaqueTokenRepository } from './repositories/typeorm-opaque-token.repository.js';
import { TypeOrmPushedRequestRepository } from './repositories/typeorm-pushed-request.repository.js';
import { TypeOrmRevokedTokenRepository } from './repositories/typeorm-revoked-token.repository.js';
import { TypeOrmSigningKeyRepository } from './repositories/typeorm-signing-key.repository.js';
import { TypeOrmTokenFamilyRepository } from './repositories/typeorm-token-family.repository.js';
import { StoreConnection } from './store-connection.js';

/** Keeps everything in a database, through a DataSource of its own. */
export class TypeOrmStore extends Store {
  private readonly connection = new StoreConnection();
  private source: DataSource | undefined;

  readonly families = new TypeOrmTokenFamilyRepository(this.connection);
  readonly clients = new TypeOrmClientRepository(this.connection);
  readonly consents = new TypeOrmConsentRepository(this.connection);
  readonly pushedRequests = new TypeOrmPushedRequestRepository(this.connection);
  readonly assertionUses = new TypeOrmAssertionUseRepository(this.connection);
  readonly opaqueTokens = new TypeOrmOpaqueTokenRepository(this.connection);
  readonly revokedTokens = new TypeOrmRevokedTokenRepository(this.connection);
  readonly signingKeys = new TypeOrmSigningKeyRepository(this.connection);

  /** @param optionsOf asked when the store is opened: before that, an application may not have its DataSource yet */
  constructor(private readonly optionsOf: () => DataSourceOptions) {
    super();
  }

  async open(): Promise<void> {
    const source = ownDataSource(this.optionsOf());
    await source.initialize();
    try {
      await runMigrationsAlone(source);
    } catch (error) {
      await source.destroy();
      throw error;
    }
    this.source = source;
    this.connection.use(source);
  }

  async close(): Promise<void> {
    await this.source?.destroy();
  }
}
