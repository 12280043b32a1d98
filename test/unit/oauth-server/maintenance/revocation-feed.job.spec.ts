import { Logger } from '@nestjs/common';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RevocationBroadcast } from '../../../../libs/mcp-auth/src/core/revocation-broadcast.js';
import { RevocationFeedJob } from '../../../../libs/mcp-auth/src/oauth-server/maintenance/revocation-feed.job.js';
import { MemoryStore } from '../../../../libs/mcp-auth/src/oauth-server/persistence/memory/memory-store.js';
import { StoreError } from '../../../../libs/mcp-auth/src/oauth-server/repositories/store-error.js';
import { RevocationFeed } from '../../../../libs/mcp-auth/src/oauth-server/revocations/revocation-feed.js';
import { AuditRecord, RealRandomness } from '../../../support/token-engine.js';

class LocalBroadcast extends RevocationBroadcast {
  private readonly listeners: (() => void)[] = [];

  announce(): void {
    for (const listener of this.listeners) listener();
  }

  listen(onAnnounced: () => void): void {
    this.listeners.push(onAnnounced);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

let clock: FrozenClock;
let audit: AuditRecord;
let broadcast: LocalBroadcast;
let readings: number;
let read: () => Promise<readonly []>;
let job: RevocationFeedJob;
let feed: RevocationFeed;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  Logger.overrideLogger(false);
  [clock, audit, broadcast, readings] = [new FrozenClock(), new AuditRecord(), new LocalBroadcast(), 0];
  read = () => Promise.resolve([]);
  const store = new MemoryStore(clock);
  store.revocations.recordedInLast = () => {
    readings += 1;
    return read();
  };
  feed = new RevocationFeed({ onFeedLost: 'serve', tokenLifeSeconds: 900 }, store, broadcast, clock);
  job = new RevocationFeedJob(feed, broadcast, audit, new RealRandomness());
});
afterEach(() => void vi.useRealTimers());

const gone = () => Promise.reject(new StoreError('gone'));

/** Time passes, and every reading that is due in it ends. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 250) {
    clock.advanceMs(250);
    await vi.advanceTimersByTimeAsync(250);
  }
}

describe('the feed of revocations, while the service runs,', () => {
  it('is read before the service says that it has started', async () => {
    await job.start();
    expect([readings, feed.condition()]).toEqual([1, 'current']);
    await job.stop();
  });

  it('lets no service start that cannot read it', async () => {
    read = gone;
    await expect(job.start()).rejects.toThrow(StoreError);
  });

  it('is read four times a second', async () => {
    await job.start();
    await pass(1_000);
    expect(readings).toBe(5);
    await job.stop();
  });

  it('is read at once when another replica announces something', async () => {
    await job.start();
    broadcast.announce();
    await vi.waitFor(() => expect(readings).toBe(2));
    await job.stop();
  });

  it('is told to be lost once, and once that it is there again', async () => {
    await job.start();
    read = gone;
    await pass(5_000);
    const before = audit.events.length;
    await pass(10_000);
    const lost = audit.events.map(({ name }) => name);
    read = () => Promise.resolve([]);
    await pass(1_000);
    expect([before, lost, audit.events.map(({ name }) => name)]).toEqual([
      0,
      ['revocation_feed_lost'],
      ['revocation_feed_lost', 'revocation_feed_restored'],
    ]);
    await job.stop();
  });

  it('is told to be lost also where the store answers nothing at all', async () => {
    await job.start();
    let answer: (nothing: readonly []) => void = () => undefined;
    read = () => new Promise((resolve) => (answer = resolve));
    await pass(6_000);
    expect(audit.events.map(({ name }) => name)).toEqual(['revocation_feed_lost']);
    answer([]);
    await job.stop();
  });

  it('is read no more when the service stops', async () => {
    await job.start();
    await job.stop();
    await pass(1_000);
    expect(readings).toBe(1);
  });
});
