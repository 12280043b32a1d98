import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RedisRevocationBroadcast } from '../../../libs/mcp-auth/src/replication/redis.revocation-broadcast.js';
import { freePort, LogLines } from '../../support/launch.js';
import { redisUnavailable, redisUrl } from '../../support/redis.js';

const unavailable = await redisUnavailable();
const open: RedisRevocationBroadcast[] = [];
let log: LogLines;
beforeEach(() => {
  log = new LogLines();
  Logger.overrideLogger(log);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((broadcast) => broadcast.close()));
});

/** A replica that counts what it hears; it has heard once when it is connected. */
function replica(issuer: string, url = redisUrl) {
  const broadcast = new RedisRevocationBroadcast(url, issuer);
  open.push(broadcast);
  const heard = vi.fn<() => void>();
  broadcast.listen(heard);
  return { broadcast, heard };
}

describe('a revocation that is announced through Redis', () => {
  it.skipIf(unavailable !== undefined)('is heard by the replicas of the same issuer, and by no others', async () => {
    const issuer = `https://${randomUUID()}.test`;
    const [one, other, stranger] = [replica(issuer), replica(issuer), replica('https://stranger.test')];
    for (const { heard } of [one, other, stranger]) await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
    await vi.waitFor(() => {
      one.broadcast.announce();
      expect(other.heard.mock.calls.length).toBeGreaterThan(1);
    });
    expect(stranger.heard).toHaveBeenCalledTimes(1);
  });
});

describe('while no Redis answers', () => {
  it('announcing fails nothing, and is told once', async () => {
    const { broadcast } = replica('https://api.test', `redis://127.0.0.1:${await freePort()}`);
    await vi.waitFor(() => expect(log.lines).toHaveLength(1));
    for (let count = 0; count < 3; count += 1) broadcast.announce();
    await new Promise((resolve) => setImmediate(resolve));
    expect(log.lines).toEqual([expect.stringContaining('hear of revocations from the database alone')]);
  });
});
