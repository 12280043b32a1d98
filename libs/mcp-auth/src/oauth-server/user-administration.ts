import { Inject, Injectable } from '@nestjs/common';
import type { AccountChange, GrantEndCause } from '../core/audit/audit-events.js';
import { AuditTrail } from '../core/audit/audit-trail.js';
import { Randomness } from '../core/randomness.js';
import { Accounts, type NewAccount } from './accounts/accounts.js';
import { PasswordLinks } from './accounts/password-links.js';
import { refuseUnusableAccount } from './accounts/account-problems.js';
import { exportedPerson, storedUser, type ExportedPerson, type StoredUser } from './exported-person.js';
import { accountKey } from './login/login-throttle.js';
import type { Account, AccountChanges } from './model/account.js';
import { Store } from './repositories/store.js';
import { FamilyEnd } from './tokens/family-end.js';

/** A person who is to be in the ready user store. */
export type NewUser = NewAccount;

/** People of the ready user store, for an administrator. Where the application has `Users` of its own, nobody is in there. */
@Injectable()
export class UserAdministration {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(PasswordLinks) private readonly links: PasswordLinks,
    @Inject(FamilyEnd) private readonly familyEnd: FamilyEnd,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** In the order of their user names. */
  async list(): Promise<readonly StoredUser[]> {
    return (await this.store.people.accounts.list()).map(storedUser);
  }

  /** @param name a user name, in whatever case, or a subject */
  async find(name: string): Promise<StoredUser | undefined> {
    const { accounts } = this.store.people;
    const account = (await accounts.findByUsername(name)) ?? (await accounts.find(name));
    return account && storedUser(account);
  }

  /**
   * Adds somebody. Without a password they set one themselves, by a link of `passwordLink`.
   * @returns undefined where the user name is taken
   * @throws ConfigurationError for what is no user name or no mail address
   */
  async create(user: NewUser): Promise<StoredUser | undefined> {
    refuseUnusableAccount(user);
    const account = await this.accounts.create(user);
    if (account === undefined) return undefined;
    this.record(account.subject, 'created');
    return storedUser(account);
  }

  /** Adds somebody, or makes who has this user name be so. A password that is the same already ends no session. */
  async save(user: NewUser): Promise<StoredUser> {
    const created = await this.create(user);
    if (created !== undefined) return created;
    const { username, password, displayName, email, roles } = user;
    const account = await this.store.people.accounts.findByUsername(username);
    if (account === undefined) return this.save(user);
    await this.change(account.subject, {
      ...(displayName !== undefined && { displayName }),
      ...(email !== undefined && { email }),
      ...(roles !== undefined && { roles }),
    });
    // A link that was mailed to the address of before is nobody's any more.
    await this.forgetLinksUnless(account, email ?? account.email);
    const isSame = password === undefined || (await this.accounts.withPassword(username, password)) !== undefined;
    if (!isSame) await this.accounts.setPassword(account, await this.accounts.hashOf(password));
    return (await this.find(account.subject)) ?? storedUser(account);
  }

  private async forgetLinksUnless({ subject, email }: Account, isStill: string | undefined): Promise<void> {
    if (email !== isStill) await this.store.people.personalSecrets.forgetAllOf(subject, 'password_link');
  }

  /** An absolute link that sets a password once: for a first login, or where nobody can send mails. It is good for seven days. */
  async passwordLink(subject: string): Promise<string> {
    const link = await this.links.make(subject, 'first_login');
    this.record(subject, 'password_link_made');
    return link;
  }

  /** From the next token on. @returns whether there is such a person */
  async setRoles(subject: string, roles: readonly string[]): Promise<boolean> {
    const isDone = await this.change(subject, { roles });
    if (isDone) this.record(subject, 'roles_set');
    return isDone;
  }

  /** Lets nobody come in as this person, and ends their logins and all tokens, on every replica within a second. */
  async disable(subject: string): Promise<boolean> {
    if (!(await this.change(subject, { status: 'disabled' }))) return false;
    await this.endAll(subject, 'person_disabled');
    // What was begun before must not go on when the person is let in again.
    for (const purpose of ['password_link', 'second_factor'] as const) {
      await this.store.people.personalSecrets.forgetAllOf(subject, purpose);
    }
    this.record(subject, 'disabled');
    return true;
  }

  /** What they had allowed they have allowed still; applications have to log in again. */
  async enable(subject: string): Promise<boolean> {
    const isDone = await this.change(subject, { status: 'active' });
    if (isDone) this.record(subject, 'enabled');
    return isDone;
  }

  /**
   * Removes a person with everything that is kept of them, and ends all tokens, on every replica within a second. Audit events stay,
   * wherever the application keeps them.
   */
  async remove(subject: string): Promise<boolean> {
    const { accounts, passkeys, personalSecrets, attempts } = this.store.people;
    const account = await accounts.find(subject);
    if (account === undefined) return false;
    // First nobody comes in any more, so that what is removed does not come back meanwhile.
    await this.change(subject, { status: 'disabled' });
    await this.endAll(subject, 'person_removed');
    await this.store.consents.forgetAllOf(subject);
    await passkeys.removeAllOf(subject);
    await personalSecrets.forgetAllOf(subject);
    await attempts.forget(accountKey(account.username));
    await accounts.remove(subject);
    this.record(subject, 'removed');
    return true;
  }

  /** Everything that is kept of a person and is no secret, to be given to them; it can be written as JSON. */
  async export(subject: string): Promise<ExportedPerson | undefined> {
    const account = await this.store.people.accounts.find(subject);
    return account && exportedPerson(account, this.store);
  }

  private change(subject: string, changes: AccountChanges): Promise<boolean> {
    return this.store.people.accounts.change(subject, changes);
  }

  private async endAll(subject: string, cause: GrantEndCause): Promise<void> {
    await this.store.people.sessions.endAllOf(subject);
    const origin = this.origin();
    for (const family of await this.store.families.findAlive({ subject }))
      await this.familyEnd.of(family, cause, origin);
  }

  private record(subject: string, change: AccountChange): void {
    this.auditTrail.record('account_changed', { ...this.origin(), subject, change });
  }

  private origin() {
    return { correlationId: this.randomness.identifier() };
  }
}
