import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { UserAdministration } from 'nestjs-mcp-auth/oauth-server';
import type { DemoUser } from './demo-users.js';

export const DemoUsers = Symbol('DemoUsers');

/** Writes the people of the demo into the user store, before the first request. */
@Injectable()
export class DemoUsersSetup implements OnApplicationBootstrap {
  constructor(
    @Inject(DemoUsers) private readonly people: readonly DemoUser[],
    @Inject(UserAdministration) private readonly users: UserAdministration,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const person of this.people) await this.users.save(person);
  }
}
