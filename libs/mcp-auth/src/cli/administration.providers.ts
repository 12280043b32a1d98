import { AccountMails } from '../oauth-server/accounts/account-mails.js';
import { Accounts } from '../oauth-server/accounts/accounts.js';
import { NoMailSender } from '../oauth-server/accounts/no.mail-sender.js';
import { PasswordHasher } from '../oauth-server/accounts/password-hasher.js';
import { PasswordLinks } from '../oauth-server/accounts/password-links.js';
import { GrantAdministration } from '../oauth-server/grant-administration.js';
import { StoreClock } from '../oauth-server/maintenance/store-clock.js';
import { StoredClients } from '../oauth-server/stored-clients.js';
import { FamilyEnd } from '../oauth-server/tokens/family-end.js';
import { UserAdministration } from '../oauth-server/user-administration.js';
import { serverOf, withStore } from './administered-server.js';
import { CommandClock } from './command-clock.js';
import { CommandRandomness } from './command-randomness.js';
import { CommandAuditTrail } from './command.audit-trail.js';
import type { CommandInput } from './command.js';

/** What an administrator does on a database, whether or not a service runs on it. */
export interface Administration {
  readonly users: UserAdministration;
  readonly clients: StoredClients;
  readonly grants: GrantAdministration;
}

/** Replicas read what was revoked from the database, four times a second. */
const noFeed = { announce: () => undefined };
/** Where nothing says the address of the server, no link can be made, and none is. */
const unknownIssuer = 'http://localhost';

/** Opens the store, and puts together what works on it, outside of Nest. */
export function withAdministration<Result>(
  { environment, note }: CommandInput,
  work: (administration: Administration) => Promise<Result>,
): Promise<Result> {
  const server = serverOf(environment);
  return withStore(server, async (store) => {
    const clock = new StoreClock(store, new CommandClock());
    await clock.set();
    const randomness = new CommandRandomness();
    const auditTrail = new CommandAuditTrail(note);
    const mails = new AccountMails(new NoMailSender());
    const accounts = new Accounts(store, new PasswordHasher(), mails, clock, randomness);
    const sessions = { issuer: server.issuer ?? unknownIssuer, idleSeconds: 0, absoluteSeconds: 0 };
    const links = new PasswordLinks(store, accounts, mails, sessions, clock, randomness);
    const familyEnd = new FamilyEnd(store, noFeed, clock, auditTrail);
    return work({
      users: new UserAdministration(store, accounts, links, familyEnd, auditTrail, randomness),
      clients: new StoredClients(store, clock),
      grants: new GrantAdministration(store, familyEnd, randomness),
    });
  });
}

/** @throws Error where a link would lead nowhere */
export function refuseWithoutIssuer({ environment }: Pick<CommandInput, 'environment'>): void {
  if (serverOf(environment).issuer !== undefined) return;
  throw new Error(
    'Set MCP_AUTH_RESOURCE or MCP_AUTH_OAUTH_SERVER_ISSUER: the link begins with the address of the server',
  );
}
