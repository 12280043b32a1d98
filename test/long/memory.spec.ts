import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { TokenVerifier, type Principal, type Verification } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { ClientUse } from '../../libs/mcp-auth/src/oauth-server/clients/client-use.js';
import { MemoryStore } from '../../libs/mcp-auth/src/oauth-server/persistence/memory/memory-store.js';
import { RevokedIds } from '../../libs/mcp-auth/src/oauth-server/revocations/revoked-ids.js';
import { CompactJwsParser } from '../../libs/mcp-auth/src/token-verification/verifiers/compact-jws.js';
import { VerifiedTokenCache } from '../../libs/mcp-auth/src/token-verification/verifiers/verified-token.cache.js';
import { testClient } from '../support/authorization.js';

const MILLION = 1_000_000;
const mebibyte = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

class GoodForAnHour extends TokenVerifier {
  verify(token: string): Promise<Verification> {
    const principal = { subject: token, expiresAt: 4_000_000_000 } as Principal;
    return Promise.resolve({ ending: 'principal', principal });
  }
}

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe('a million distinct tokens', () => {
  it('leave the memory of verified tokens bounded', async () => {
    const bounds = { maxTokens: 10_000, maxAgeSeconds: 60 };
    const cache = new VerifiedTokenCache(new GoodForAnHour(), bounds, new FrozenClock());
    const fill = async (from: number, to: number) => {
      for (let n = from; n < to; n += 1) await cache.verify(`${n}`.padEnd(600, 'x'));
    };
    await fill(0, 20_000);
    const before = heapBytes();
    await fill(20_000, MILLION);
    console.info(
      `verified tokens: ${cache.size} kept, heap grew by ${((heapBytes() - before) / mebibyte).toFixed(1)} MiB`,
    );
    expect(cache.size).toBeLessThanOrEqual(10_000);
    expect(heapBytes() - before).toBeLessThan(16 * mebibyte);
  });

  it('leave the memory of their headers bounded', () => {
    const parser = new CompactJwsParser();
    const claims = Buffer.from('{}').toString('base64url');
    const parse = (n: number) => {
      const header = Buffer.from(JSON.stringify({ alg: 'ES256', kid: `${n}`.padEnd(200, 'x') })).toString('base64url');
      return parser.parse(`${header}.${claims}.c2ln`);
    };
    for (let n = 0; n < 20_000; n += 1) parse(n);
    const before = heapBytes();
    for (let n = 20_000; n < MILLION; n += 1) parse(n);
    expect(heapBytes() - before).toBeLessThan(4 * mebibyte);
  });
});

describe('a million clients and revocations', () => {
  it('leave the memory of used clients bounded (RL-06)', async () => {
    const clock = new FrozenClock();
    const store = new MemoryStore(clock);
    store.clients.markUsed = () => Promise.resolve();
    const use = new ClientUse(store, clock);
    const note = async (from: number, to: number) => {
      for (let n = from; n < to; n += 1)
        await use.note({ ...testClient, origin: 'registered', clientId: `client ${n}` });
    };
    await note(0, 20_000);
    const before = heapBytes();
    await note(20_000, MILLION);
    expect(heapBytes() - before).toBeLessThan(16 * mebibyte);
  });

  it('leave the memory of revocations when their tokens are over (RL-06)', () => {
    const revoked = new RevokedIds();
    const before = heapBytes();
    for (let n = 0; n < MILLION; n += 1) revoked.add({ of: 'grant', grantId: `grant ${n}`, recordedAgoMs: 0 }, n);
    revoked.forgetThoseUntil(MILLION);
    expect(revoked.size).toBe(0);
    expect(heapBytes() - before).toBeLessThan(16 * mebibyte);
  });
});
