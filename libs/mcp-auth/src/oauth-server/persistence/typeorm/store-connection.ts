import { setTimeout } from 'node:timers/promises';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import { inTime } from '../../../timing/in-time.js';
import { StoreError } from '../../repositories/store-error.js';
import { isTransientFailure } from './transient-failure.js';
import { isUniqueViolation } from './unique-violation.js';
import { isWornOut } from './worn-out.js';

/** Sixteen that want the same row are done in fewer rounds. */
const maxAttempts = 8;
const retryAfterMs = 5;
/** A client waits no longer for its answer than for its next attempt. */
const statementLimitMs = 5_000;

/** The way of a store to its database, on which every statement goes. */
export class StoreConnection {
  private source: DataSource | undefined;
  private renewing: Promise<void> | undefined;

  /** @param connect opens connections to the database that the options name */
  constructor(private readonly connect: () => Promise<DataSource>) {}

  /** @throws StoreError where the database does not answer */
  async open(): Promise<DataSource> {
    this.source = await this.connect();
    return this.source;
  }

  async close(): Promise<void> {
    await this.renewing;
    await this.source?.destroy();
    this.source = undefined;
  }

  /**
   * Runs statements. What lost against another one is run again: it has changed nothing.
   * @throws StoreError where the database cannot be asked, or does not answer in five seconds
   */
  async run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    const { source } = this;
    if (source === undefined) throw new StoreError('The store is not open');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inTime(work(source.manager), statementLimitMs);
      } catch (cause) {
        if (attempt < maxAttempts && isTransientFailure(cause)) {
          await setTimeout(attempt * retryAfterMs);
          continue;
        }
        if (isWornOut(cause)) this.renew(source);
        throw new StoreError('The database did not do what it was asked', { cause });
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

  /** Puts new connections in the place of those that lead nowhere, as soon as the database takes some. */
  private renew(wornOut: DataSource): void {
    if (this.source !== wornOut) return;
    this.renewing ??= this.replace(wornOut)
      .catch(() => undefined)
      .finally(() => void (this.renewing = undefined));
  }

  private async replace(wornOut: DataSource): Promise<void> {
    this.source = await this.connect();
    // Its connections may never answer: nobody waits for that.
    void wornOut.destroy().catch(() => undefined);
  }
}
