import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Revocation } from '../../../../libs/mcp-auth/src/oauth-server/model/revocation.js';
import { MemoryStore } from '../../../../libs/mcp-auth/src/oauth-server/persistence/memory/memory-store.js';
import { StoreError } from '../../../../libs/mcp-auth/src/oauth-server/repositories/store-error.js';
import { RevocationFeed } from '../../../../libs/mcp-auth/src/oauth-server/revocations/revocation-feed.js';
import { NoRevocationBroadcast } from '../../../../libs/mcp-auth/src/replication/no.revocation-broadcast.js';

/** Of other replicas. */
let rows: Revocation[];
let windows: number[];
let clock: FrozenClock;
let isStoreGone: boolean;
let broadcast: NoRevocationBroadcast;
beforeEach(() => {
  [rows, windows, clock, isStoreGone] = [[], [], new FrozenClock(), false];
  broadcast = new NoRevocationBroadcast();
});

function newFeed(onFeedLost: 'serve' | 'refuse' = 'serve', tokenLifeSeconds = 900): RevocationFeed {
  const store = new MemoryStore(clock);
  store.revocations.recordedInLast = (milliseconds) => {
    windows.push(milliseconds);
    return isStoreGone ? Promise.reject(new StoreError('gone')) : Promise.resolve([...rows]);
  };
  return new RevocationFeed({ onFeedLost, tokenLifeSeconds }, store, broadcast, clock);
}

const grant = (grantId: string, recordedAgoMs = 0): Revocation => ({ of: 'grant', grantId, recordedAgoMs });
const minute = 60_000;

describe('the feed of revocations', () => {
  it('knows at its start all that a good token could be of, and some clocks more', async () => {
    await newFeed('serve', 2 * 60 * 60).read();
    expect(windows).toEqual([2 * 60 * minute + 5 * minute]);
  });

  it('remembers an hour at least: an earlier configuration may have made tokens that live longer', async () => {
    await newFeed('serve', 60).read();
    expect(windows).toEqual([65 * minute]);
  });

  it('looks back behind its last reading, for rows appear when their transaction ends (PF-03)', async () => {
    const feed = newFeed();
    await feed.read();
    clock.advanceMs(0.25 * 1000);
    await feed.read();
    expect(windows[1]).toBe(minute + 250);
  });

  it('misses nothing of the time in which the store was gone', async () => {
    const feed = newFeed();
    await feed.read();
    isStoreGone = true;
    clock.advanceMs(600 * 1000);
    await feed.read().catch(() => undefined);
    isStoreGone = false;
    await feed.read();
    expect(windows.at(-1)).toBe(11 * minute);
  });

  it('refuses what another replica revoked, and keeps what it reads twice once', async () => {
    const feed = newFeed();
    rows = [grant('g')];
    await feed.read();
    await feed.read();
    expect([feed.verdictOn({ grant_id: 'g' }), feed.verdictOn({ grant_id: 'h' })]).toEqual(['revoked', 'good']);
  });

  it('refuses what was revoked here before it reads it', async () => {
    const feed = newFeed();
    await feed.read();
    feed.announce(grant('g'));
    expect(feed.verdictOn({ grant_id: 'g' })).toBe('revoked');
  });

  it('has the other replicas read what was revoked here', async () => {
    const announce = vi.spyOn(broadcast, 'announce');
    const feed = newFeed();
    await feed.read();
    const before = announce.mock.calls.length;
    feed.announce(grant('g'));
    expect([before, announce.mock.calls.length]).toEqual([0, 1]);
  });

  it('forgets a grant when its last token is over', async () => {
    const feed = newFeed();
    rows = [grant('g', 10 * minute)];
    await feed.read();
    rows = [];
    clock.advanceMs(54 * 60 * 1000);
    await feed.read();
    const before = feed.verdictOn({ grant_id: 'g' });
    clock.advanceMs(60 * 1000);
    await feed.read();
    expect([before, feed.verdictOn({ grant_id: 'g' })]).toEqual(['revoked', 'good']);
  });

  it('lets nobody in before it was read', () => {
    expect(newFeed().verdictOn({ grant_id: 'g' })).toBe('unknown');
  });

  it('serves on for a quarter of an hour when it is lost, and not longer', async () => {
    const feed = newFeed();
    await feed.read();
    clock.advanceMs(15 * 60 * 1000);
    const until = [feed.condition(), feed.verdictOn({})];
    clock.advanceMs(1 * 1000);
    expect([until, [feed.condition(), feed.verdictOn({})]]).toEqual([
      ['lost', 'good'],
      ['outdated', 'unknown'],
    ]);
  });

  it('refuses after five seconds where it shall', async () => {
    const feed = newFeed('refuse');
    await feed.read();
    clock.advanceMs(5 * 1000);
    const until = feed.verdictOn({});
    clock.advanceMs(1 * 1000);
    expect([until, feed.verdictOn({})]).toEqual(['good', 'unknown']);
  });

  it('refuses what it knows to be revoked also when it is lost', async () => {
    const feed = newFeed();
    rows = [grant('g')];
    await feed.read();
    clock.advanceMs(60 * 1000);
    expect(feed.verdictOn({ grant_id: 'g' })).toBe('revoked');
  });

  it('is current again after the next reading', async () => {
    const feed = newFeed('refuse');
    await feed.read();
    clock.advanceMs(60 * 1000);
    await feed.read();
    expect([feed.condition(), feed.verdictOn({})]).toEqual(['current', 'good']);
  });
});
