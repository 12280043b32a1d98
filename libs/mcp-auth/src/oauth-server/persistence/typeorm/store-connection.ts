import { setTimeout } from 'node:timers/promises';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import { StoreError } from '../../repositories/store-error.js';
import { isTransientFailure } from './transient-failure.js';
import { isUniqueViolation } from './unique-violation.js';

/** Sixteen that want the same row are done in fewer rounds. */
const maxAttempts = 8;
const retryAfterMs = 5;

/** The one connection of a store to its database, through which every statement goes. */
export class StoreConnection {
  private source: DataSource | undefined;

  use(source: DataSource): void {
    this.source = source;
  }

  /**
   * Runs statements. What lost against another one is run again: it has changed nothing.
   * @throws StoreError where the database cannot be asked
   */
  async run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    if (this.source === undefined) throw new StoreError('The store is not open');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(this.source.manager);
      } catch (cause) {
        const mayTryAgain = attempt < maxAttempts && isTransientFailure(cause);
        if (!mayTryAgain) throw new StoreError('The database did not do what it was asked', { cause });
        await setTimeout(attempt * retryAfterMs);
      }
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
