import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { Randomness } from '../../core/randomness.js';
import { accountKey } from '../login/login-throttle.js';
import type { Account } from '../model/account.js';
import { Store } from '../repositories/store.js';
import { AccountMails } from './account-mails.js';
import { PasswordHasher } from './password-hasher.js';

/** What a new account is to be. */
export interface NewAccount {
  readonly username: string;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  readonly roles?: readonly string[];
  /** Taken as it is: who writes it has judged it. */
  readonly password?: string | undefined;
}

/** Accounts of the ready user store, and their passwords. */
@Injectable()
export class Accounts {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(PasswordHasher) private readonly hasher: PasswordHasher,
    @Inject(AccountMails) private readonly mails: AccountMails,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  find(subject: string): Promise<Account | undefined> {
    return this.store.people.accounts.find(subject);
  }

  /** @returns undefined where the user name is taken */
  async create({ password, roles = [], ...rest }: NewAccount): Promise<Account | undefined> {
    const passwordHash = password === undefined ? undefined : await this.hasher.hash(password);
    const account: Account = {
      ...rest,
      subject: this.randomness.identifier(),
      passwordHash,
      roles,
      status: 'active',
      createdAtMs: this.clock.nowMs(),
    };
    return (await this.store.people.accounts.createOnce(account)) ? account : undefined;
  }

  /** The account with this name and this password, hashed anew where the parameters have changed. */
  async withPassword(username: string, password: string): Promise<Account | undefined> {
    const account = await this.store.people.accounts.findByUsername(username);
    const stored = account?.status === 'active' ? account.passwordHash : undefined;
    const isRight = await this.hasher.verify(password, stored);
    if (!isRight || account === undefined || stored === undefined) return undefined;
    if (this.hasher.isOutdated(stored)) {
      const to = await this.hasher.hash(password);
      await this.store.people.accounts.rehash({ subject: account.subject, from: stored, to });
      return { ...account, passwordHash: to };
    }
    return account;
  }

  /** Whether this is still the password of an account that may come in; for whoever has begun something on the word of `withPassword`. */
  async isCurrent({ subject, passwordHash }: Account): Promise<boolean> {
    const now = await this.find(subject);
    return now?.status === 'active' && now.passwordHash === passwordHash;
  }

  /** What is stored of a password. @throws OAuthError where too many wait for theirs */
  hashOf(password: string): Promise<string> {
    return this.hasher.hash(password);
  }

  /**
   * Sets a password, ends every session but one, and forgets links and browsers of before: somebody else may have known the old one.
   * @param passwordHash of `hashOf`
   * @param keptSession digest of the session in which it is done
   */
  async setPassword(account: Account, passwordHash: string, keptSession?: string): Promise<void> {
    const { subject } = account;
    const { accounts, sessions, personalSecrets, attempts } = this.store.people;
    await accounts.change(subject, { passwordHash });
    // Before sessions end: a login that waits for its second step must not begin one after that.
    for (const purpose of ['password_link', 'known_device', 'second_factor'] as const) {
      await personalSecrets.forgetAllOf(subject, purpose);
    }
    await sessions.endAllOf(subject, keptSession);
    // Guesses at the old password say nothing of the new one, and must not keep out who has just set it.
    await attempts.forget(accountKey(account.username));
    await this.mails.send(account, {
      kind: 'password_changed',
      title: 'Your password was changed',
      text: `The password of your account "${account.username}" was changed. If that was not you, tell the operator of the service.`,
    });
  }
}
