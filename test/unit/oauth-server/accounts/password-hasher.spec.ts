import { describe, expect, it } from 'vitest';
import type { OAuthError } from '../../../../libs/mcp-auth/src/core/errors/oauth-error.js';
import { PasswordHasher } from '../../../../libs/mcp-auth/src/oauth-server/accounts/password-hasher.js';

describe('hashing passwords', () => {
  it('takes a turn for nobody as for somebody, so that the time tells nothing (CP-05)', async () => {
    const hasher = new PasswordHasher();
    await hasher.prepare();
    const done: string[] = [];
    const note = (name: string) => () => void done.push(name);
    const before = ['a', 'b', 'c', 'd'].map((password) => hasher.hash(password).then(note('somebody')));
    const nobody = hasher.verify('x', undefined).then(note('nobody'));
    await Promise.all([...before, nobody]);
    expect(done.indexOf('nobody')).toBeGreaterThanOrEqual(2);
  });

  it('is right for the password alone, and never for nobody', async () => {
    const hasher = new PasswordHasher();
    const stored = await hasher.hash('a password');
    expect(await hasher.verify('a password', stored)).toBe(true);
    expect(await hasher.verify('another', stored)).toBe(false);
    expect(await hasher.verify('the password of nobody', undefined)).toBe(false);
  });

  it('takes a letter for the same however it is composed', async () => {
    const hasher = new PasswordHasher();
    expect(await hasher.verify('e\u0301', await hasher.hash('\u00e9'))).toBe(true);
  });

  it('refuses who comes when hundreds wait, and works for all who wait (RL-04)', async () => {
    const hasher = new PasswordHasher();
    await hasher.prepare();
    const crowd = Array.from({ length: 260 }, () => hasher.verify('x', undefined));
    const ends = await Promise.allSettled(crowd);
    const refused = ends.filter(({ status }) => status === 'rejected');
    expect(refused.map((end) => 'reason' in end && (end.reason as OAuthError).reason)).toEqual([
      'logins_crowded',
      'logins_crowded',
    ]);
    expect(await hasher.verify('x', undefined)).toBe(false);
  });

  it('knows hashes of other parameters, to make them anew at the next login', async () => {
    const hasher = new PasswordHasher();
    expect(hasher.isOutdated(await hasher.hash('a password'))).toBe(false);
    expect(hasher.isOutdated('$argon2id$v=19$m=4096,t=3,p=1$c2FsdA$aGFzaA')).toBe(true);
  });
});
