import { describe, expect, it } from 'vitest';
import {
  keySchedule,
  publishAheadMs,
  type DatedKey,
} from '../../../../libs/mcp-auth/src/oauth-server/signing-keys/key-schedule.js';

const day = 86_400_000;
const rules = { algorithm: 'ES256', rotationMs: 30 * day, tokenLifeMs: 900_000 } as const;
const key = (keyId: string, createdAtMs: number, algorithm: DatedKey['algorithm'] = 'ES256'): DatedKey => ({
  keyId,
  algorithm,
  createdAtMs,
});
const idsOf = (keys: readonly DatedKey[]) => keys.map(({ keyId }) => keyId);

describe('the schedule of signing keys', () => {
  it('lets the first key sign at once: there is no other', () => {
    expect(keySchedule([key('first', 0)], rules, 0).signing?.keyId).toBe('first');
  });

  it('makes a key known before it signs (KR-01)', () => {
    const keys = [key('second', 30 * day), key('first', 0)];
    const early = keySchedule(keys, rules, 30 * day + publishAheadMs - 1);
    expect([early.signing?.keyId, idsOf(early.published)]).toEqual(['first', ['second', 'first']]);
    expect(keySchedule(keys, rules, 30 * day + publishAheadMs).signing?.keyId).toBe('second');
  });

  it('keeps a key known as long as a token that it signed may be good (KR-01)', () => {
    const keys = [key('second', 30 * day), key('first', 0)];
    const lastTokenEndsMs = 30 * day + publishAheadMs + rules.tokenLifeMs;
    expect(idsOf(keySchedule(keys, rules, lastTokenEndsMs).published)).toEqual(['second', 'first']);
    const later = keySchedule(keys, rules, lastTokenEndsMs + 10 * 60_000 + 1);
    expect([idsOf(later.published), idsOf(later.expired)]).toEqual([['second'], ['first']]);
  });

  it('is due for another key when the newest is old enough, and where there is none', () => {
    expect(keySchedule([], rules, 0).isRotationDue).toBe(true);
    expect(keySchedule([key('first', 0)], rules, 30 * day - 1).isRotationDue).toBe(false);
    expect(keySchedule([key('first', 0)], rules, 30 * day).isRotationDue).toBe(true);
  });

  it('signs by the algorithm that is wanted, and keeps those of another for what they signed', () => {
    const keys = [key('new', day, 'RS256'), key('old', 0)];
    const schedule = keySchedule(keys, { ...rules, algorithm: 'RS256' }, day);
    expect([schedule.signing?.keyId, idsOf(schedule.published)]).toEqual(['new', ['new', 'old']]);
  });

  it('goes back to the key before where the newest was taken away (KR-03)', () => {
    const keys = [key('emergency', 40 * day), key('first', 0)];
    expect(keySchedule(keys, rules, 40 * day).signing?.keyId).toBe('first');
  });
});
