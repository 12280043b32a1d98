import { Inject, Injectable } from '@nestjs/common';
import { Users, type PasswordLogin, type User } from '../login/users.js';
import type { Account } from '../model/account.js';
import { Accounts } from './accounts.js';

/** People of the ready user store. */
@Injectable()
export class AccountUsers extends Users {
  /** What was verified of whom, for as long as somebody has the answer. */
  private readonly verified = new WeakMap<User, Account>();

  constructor(@Inject(Accounts) private readonly accounts: Accounts) {
    super();
  }

  async find(subject: string): Promise<User | undefined> {
    const account = await this.accounts.find(subject);
    return account?.status === 'active' ? userOf(account) : undefined;
  }

  override async verifyPassword({ username, password }: PasswordLogin): Promise<User | undefined> {
    const account = await this.accounts.withPassword(username, password);
    if (account === undefined) return undefined;
    const user = userOf(account);
    this.verified.set(user, account);
    return user;
  }

  override async isCurrent(user: User): Promise<boolean> {
    const account = this.verified.get(user);
    return account !== undefined && this.accounts.isCurrent(account);
  }
}

function userOf({ subject, roles, displayName, username }: Account): User {
  return { subject, roles, name: displayName ?? username };
}
