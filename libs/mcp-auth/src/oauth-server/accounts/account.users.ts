import { Inject, Injectable } from '@nestjs/common';
import { Users, type PasswordLogin, type User } from '../login/users.js';
import type { Account } from '../model/account.js';
import { Accounts } from './accounts.js';

/** People of the ready user store. */
@Injectable()
export class AccountUsers extends Users {
  constructor(@Inject(Accounts) private readonly accounts: Accounts) {
    super();
  }

  async find(subject: string): Promise<User | undefined> {
    const account = await this.accounts.find(subject);
    return account?.status === 'active' ? userOf(account) : undefined;
  }

  override async verifyPassword({ username, password }: PasswordLogin): Promise<User | undefined> {
    const account = await this.accounts.withPassword(username, password);
    return account && userOf(account);
  }
}

function userOf({ subject, roles, displayName, username }: Account): User {
  return { subject, roles, name: displayName ?? username };
}
