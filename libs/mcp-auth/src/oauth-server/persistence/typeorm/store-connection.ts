import { setTimeout } from 'node:timers/promises';
import { QueryFailedError, type DataSource } from 'typeorm';
import { inTime } from '../../../timing/in-time.js';
import { StoreError } from '../../repositories/store-error.js';
import { statementFlowOf, type StatementFlow, type Work } from './statement-flow.js';
import { isTransientFailure } from './transient-failure.js';
import { isUniqueViolation } from './unique-violation.js';
import { isWornOut } from './worn-out.js';

/** Sixteen that want the same row are done in fewer rounds. */
const maxAttempts = 8;
const retryAfterMs = 5;
/** A client waits no longer for its answer than for its next attempt. */
const statementLimitMs = 5_000;
const restMs = 5_000;
const closeLimitMs = 3_000;

/** The way of a store to its database, on which every statement goes. */
export class StoreConnection {
  private way: Way | undefined;
  private isRenewing = false;

  /** @param connect opens connections to the database that the options name */
  constructor(private readonly connect: () => Promise<DataSource>) {}

  /** @throws StoreError where the database does not answer */
  async open(): Promise<DataSource> {
    const source = await this.connect();
    this.way = wayOn(source);
    return source;
  }

  /** Waits for nobody who may never answer: what is under way is told that the store is closed. */
  async close(): Promise<void> {
    const { way } = this;
    this.way = undefined;
    if (way !== undefined) await inTime(way.source.destroy(), closeLimitMs).catch(() => undefined);
  }

  /** @throws StoreError where the database cannot be asked, or does not answer in five seconds */
  read<Result>(work: Work<Result>): Promise<Result> {
    return this.run((flow) => flow.read(work));
  }

  /**
   * What lost against another statement is run again: it has changed nothing.
   * @throws StoreError where the database cannot be asked, or does not answer in five seconds, so that nobody knows what it did
   */
  write<Result>(work: Work<Result>): Promise<Result> {
    return this.run((flow) => flow.write(work));
  }

  /**
   * Inserts a row.
   * @returns false where there is one with the same key already
   */
  insertOnce(work: Work<unknown>): Promise<boolean> {
    return this.write(async (manager) => {
      try {
        await work(manager);
        return true;
      } catch (error) {
        if (error instanceof QueryFailedError && isUniqueViolation(error)) return false;
        throw error;
      }
    });
  }

  private async run<Result>(work: (flow: StatementFlow) => Promise<Result>): Promise<Result> {
    const { way } = this;
    if (way === undefined) throw new StoreError('The store is not open');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inTime(work(way.flow), statementLimitMs);
      } catch (cause) {
        if (attempt < maxAttempts && isTransientFailure(cause)) {
          await setTimeout(attempt * retryAfterMs);
          continue;
        }
        if (isWornOut(cause)) this.renew(way);
        throw new StoreError('The database did not do what it was asked', { cause });
      }
    }
  }

  /** Puts new connections in the place of those that lead nowhere, as soon as the database takes some. */
  private renew(wornOut: Way): void {
    if (this.way !== wornOut || this.isRenewing) return;
    this.isRenewing = true;
    void this.replace(wornOut)
      .catch(() => undefined)
      // A database that has too much to do already gets no more than one set of new connections in a while.
      .finally(() => void setTimeout(restMs, undefined, { ref: false }).then(() => (this.isRenewing = false)));
  }

  private async replace(wornOut: Way): Promise<void> {
    const source = await this.connect();
    const isClosed = this.way === undefined;
    if (!isClosed) this.way = wayOn(source);
    // Connections of before may never answer: nobody waits for that.
    void (isClosed ? source : wornOut.source).destroy().catch(() => undefined);
  }
}

interface Way {
  readonly source: DataSource;
  readonly flow: StatementFlow;
}

function wayOn(source: DataSource): Way {
  return { source, flow: statementFlowOf(source) };
}
