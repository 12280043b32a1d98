import type { DataSource, EntityManager } from 'typeorm';
import type { StatementFlow, Work } from './statement-flow.js';

interface WaitingWrite {
  /** Runs the write; what it returns tells whoever waits, when all is committed. */
  readonly run: (manager: EntityManager) => Promise<() => void>;
  readonly fail: (error: unknown) => void;
}

/**
 * Writes of the same moment share one transaction, since each commit waits for the disk. It begins as one that writes (`BEGIN IMMEDIATE`):
 * one that would only become so could fail in the middle. Reads have turns of their own, so that none sees what is not committed.
 */
export class SqliteTurns implements StatementFlow {
  private waiting: WaitingWrite[] = [];
  private isTurnDue = false;
  private writing: Promise<void> | undefined;
  private readers = 0;
  private whenRead: () => void = () => undefined;

  constructor(private readonly source: DataSource) {}

  async read<Result>(work: Work<Result>): Promise<Result> {
    while (this.writing !== undefined) await this.writing;
    this.readers += 1;
    try {
      return await work(this.source.manager);
    } finally {
      this.readers -= 1;
      if (this.readers === 0) this.whenRead();
    }
  }

  write<Result>(work: Work<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const run = (manager: EntityManager) =>
        work(manager).then(
          (result) => () => resolve(result),
          (error: Error) => () => reject(error),
        );
      this.waiting.push({ run, fail: reject });
      this.callTurn();
    });
  }

  /** Not at once: whoever else comes in this round of the event loop comes along. */
  private callTurn(): void {
    if (this.isTurnDue || this.writing !== undefined) return;
    this.isTurnDue = true;
    setImmediate(() => {
      this.isTurnDue = false;
      this.writing = this.takeTurn().finally(() => {
        this.writing = undefined;
        if (this.waiting.length > 0) this.callTurn();
      });
    });
  }

  private async takeTurn(): Promise<void> {
    if (this.readers > 0) await new Promise<void>((resolve) => (this.whenRead = resolve));
    const writes = this.waiting;
    this.waiting = [];
    try {
      for (const tell of await this.transaction(writes)) tell();
    } catch (error) {
      for (const { fail } of writes) fail(error);
    }
  }

  private async transaction(writes: readonly WaitingWrite[]): Promise<readonly (() => void)[]> {
    const { manager } = this.source;
    await manager.query('BEGIN IMMEDIATE');
    // A statement that fails undoes itself alone.
    const outcomes = await Promise.all(writes.map(({ run }) => run(manager)));
    try {
      await manager.query('COMMIT');
    } catch (error) {
      // Where the disk is full SQLite has rolled back by itself.
      await manager.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
    return outcomes;
  }
}
