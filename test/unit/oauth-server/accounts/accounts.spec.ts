import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { expect, it } from 'vitest';
import { AccountMails } from '../../../../libs/mcp-auth/src/oauth-server/accounts/account-mails.js';
import { Accounts } from '../../../../libs/mcp-auth/src/oauth-server/accounts/accounts.js';
import { NoMailSender } from '../../../../libs/mcp-auth/src/oauth-server/accounts/no.mail-sender.js';
import type { PasswordHasher } from '../../../../libs/mcp-auth/src/oauth-server/accounts/password-hasher.js';
import { MemoryStore } from '../../../../libs/mcp-auth/src/oauth-server/persistence/memory/memory-store.js';
import { RealRandomness } from '../../../support/token-engine.js';

it('a login with the password of before does not bring it back when it is hashed anew', async () => {
  const clock = new FrozenClock();
  const store = new MemoryStore(clock);
  let changeIsDone: () => Promise<unknown> = () => Promise.resolve();
  // Hashing anew takes its time; meanwhile the password is changed elsewhere.
  const hasher = {
    hash: async (password: string) => (await changeIsDone(), `new hash of ${password}`),
    verify: (password: string, stored: string | undefined) => Promise.resolve(stored === `old hash of ${password}`),
    isOutdated: () => true,
  } as unknown as PasswordHasher;
  const accounts = new Accounts(store, hasher, new AccountMails(new NoMailSender()), clock, new RealRandomness());
  const account = await accounts.create({ username: 'alice' });
  const subject = account?.subject ?? '';
  await store.people.accounts.change(subject, { passwordHash: 'old hash of stolen' });
  changeIsDone = () => store.people.accounts.change(subject, { passwordHash: 'hash of the password that is good now' });
  await accounts.withPassword('alice', 'stolen');
  expect((await accounts.find(subject))?.passwordHash).toBe('hash of the password that is good now');
});
