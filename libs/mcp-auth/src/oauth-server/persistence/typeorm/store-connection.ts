import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import { StoreError } from '../../repositories/store-error.js';
import { isUniqueViolation } from './unique-violation.js';

/** The one connection of a store to its database, through which every statement goes. */
export class StoreConnection {
  private source: DataSource | undefined;

  use(source: DataSource): void {
    this.source = source;
  }

  /**
   * Runs statements.
   * @throws StoreError where the database cannot be asked
   */
  async run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    if (this.source === undefined) throw new StoreError('The store is not open');
    try {
      return await work(this.source.manager);
    } catch (cause) {
      throw new StoreError('The database did not do what it was asked', { cause });
    }
  }

  /**
   * Inserts a row.
   * @returns false where there is one with the same key already
   */
  async insertOnce(work: (manager: EntityManager) => Promise<unknown>): Promise<boolean> {
    return this.run(async (manager) => {
      try {
        await work(manager);
        return true;
      } catch (error) {
        if (error instanceof QueryFailedError && isUniqueViolation(error)) return false;
        throw error;
      }
    });
  }
}
