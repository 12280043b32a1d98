import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { UserAdministration } from 'nestjs-mcp-auth/oauth-server';

/** Makes the first person of the service, and prints the link by which they set their password. */
@Injectable()
export class FirstUserSetup implements OnApplicationBootstrap {
  constructor(@Inject(UserAdministration) private readonly users: UserAdministration) {}

  async onApplicationBootstrap(): Promise<void> {
    const alice = await this.users.create({ username: 'alice' });
    // Undefined where the database knows the name already.
    if (alice === undefined) return;
    process.stdout.write(`Set a password for alice: ${await this.users.passwordLink(alice.subject)}\n`);
  }
}
