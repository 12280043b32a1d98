import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../../libs/mcp-auth/src/core/secret-digest.js';
import type { Revocation } from '../../../../libs/mcp-auth/src/oauth-server/model/revocation.js';
import { RevokedIds } from '../../../../libs/mcp-auth/src/oauth-server/revocations/revoked-ids.js';

const grant: Revocation = { of: 'grant', grantId: 'g', recordedAgoMs: 0 };
const token: Revocation = { of: 'token', tokenDigest: digestOf('t'), expiresAtMs: 100 };

describe('what is revoked', () => {
  it('is every token of a grant', () => {
    const revoked = new RevokedIds();
    revoked.add(grant, 100);
    expect(
      [{ grant_id: 'g', jti: 't' }, { grant_id: 'other', jti: 't' }, { jti: 'g' }].map((one) => revoked.has(one)),
    ).toEqual([true, false, false]);
  });

  it('is one token by its jti, and no other one of its grant', () => {
    const revoked = new RevokedIds();
    revoked.add(token, 100);
    expect(
      [
        { grant_id: 'g', jti: 't' },
        { grant_id: 'g', jti: 'u' },
      ].map((one) => revoked.has(one)),
    ).toEqual([true, false]);
  });

  it('is forgotten when no token of it can be good any more (RL-06)', () => {
    const revoked = new RevokedIds();
    revoked.add(grant, 100);
    revoked.add(token, 200);
    revoked.forgetThoseUntil(100);
    expect([revoked.size, revoked.has({ grant_id: 'g' }), revoked.has({ jti: 't' })]).toEqual([1, false, true]);
  });

  it('is told once to each who watches, and not to who has stopped', () => {
    const revoked = new RevokedIds();
    const told: string[] = [];
    const stop = revoked.watch({ grant_id: 'g' }, () => told.push('stopped'));
    revoked.watch({ grant_id: 'g', jti: 't' }, () => told.push('both'));
    revoked.watch({ grant_id: 'other' }, () => told.push('other'));
    stop();
    revoked.add(token, 100);
    revoked.add(grant, 100);
    revoked.add(grant, 100);
    expect(told).toEqual(['both']);
  });

  it('is told at once to who begins to watch afterwards', () => {
    const revoked = new RevokedIds();
    revoked.add(grant, 100);
    const told: string[] = [];
    revoked.watch({ grant_id: 'g' }, () => told.push('told'));
    expect(told).toEqual(['told']);
  });
});
