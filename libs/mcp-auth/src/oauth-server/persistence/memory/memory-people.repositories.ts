import { usernameKey, type Account, type AccountChanges } from '../../model/account.js';
import type { PersonalSecretPurpose, PersonalSecret } from '../../model/personal-secret.js';
import type { Passkey } from '../../model/passkey.js';
import { AccountRepository } from '../../repositories/account.repository.js';
import { PersonalSecretRepository } from '../../repositories/personal-secret.repository.js';
import type { PeopleRepositories } from '../../repositories/people.repositories.js';
import { PasskeyRepository } from '../../repositories/passkey.repository.js';
import { ExpiringMap } from './expiring-map.js';
import {
  MemoryAttemptRepository,
  MemoryBrowserSessionRepository,
  MemoryInteractionRepository,
} from './memory-browser.repositories.js';

/** What is kept of people, in the memory of this process. */
export function memoryPeople(): PeopleRepositories {
  return {
    accounts: new MemoryAccountRepository(),
    attempts: new MemoryAttemptRepository(),
    interactions: new MemoryInteractionRepository(),
    personalSecrets: new MemoryPersonalSecretRepository(),
    passkeys: new MemoryPasskeyRepository(),
    sessions: new MemoryBrowserSessionRepository(),
  };
}

class MemoryAccountRepository extends AccountRepository {
  private readonly accounts = new Map<string, Account>();
  private readonly lastTotpSteps = new Map<string, number>();

  async createOnce(account: Account): Promise<boolean> {
    const isTaken = this.accounts.has(account.subject) || this.named(account.username) !== undefined;
    if (!isTaken) this.accounts.set(account.subject, account);
    return !isTaken;
  }

  async find(subject: string): Promise<Account | undefined> {
    return this.accounts.get(subject);
  }

  async findByUsername(username: string): Promise<Account | undefined> {
    return this.named(username);
  }

  async list(): Promise<readonly Account[]> {
    return [...this.accounts.values()].toSorted((one, other) => (one.username < other.username ? -1 : 1));
  }

  async change(subject: string, changes: AccountChanges): Promise<boolean> {
    const account = this.accounts.get(subject);
    if (account === undefined) return false;
    const entries = Object.entries(changes).map(([name, value]) => [name, value ?? undefined] as const);
    this.accounts.set(subject, { ...account, ...(Object.fromEntries(entries) as Partial<Account>) });
    return true;
  }

  async useTotpStep(subject: string, step: number): Promise<boolean> {
    const isNewer = this.accounts.has(subject) && (this.lastTotpSteps.get(subject) ?? -1) < step;
    if (isNewer) this.lastTotpSteps.set(subject, step);
    return isNewer;
  }

  async rehash({ subject, from, to }: { subject: string; from: string; to: string }): Promise<void> {
    const account = this.accounts.get(subject);
    if (account?.passwordHash === from) this.accounts.set(subject, { ...account, passwordHash: to });
  }

  async resealTotp({ subject, from, to }: { subject: string; from: string; to: string }): Promise<void> {
    const account = this.accounts.get(subject);
    if (account?.sealedTotpSecret === from) this.accounts.set(subject, { ...account, sealedTotpSecret: to });
  }

  async remove(subject: string): Promise<boolean> {
    this.lastTotpSteps.delete(subject);
    return this.accounts.delete(subject);
  }

  private named(username: string): Account | undefined {
    const key = usernameKey(username);
    return [...this.accounts.values()].find((account) => usernameKey(account.username) === key);
  }
}

class MemoryPasskeyRepository extends PasskeyRepository {
  private readonly passkeys = new Map<string, Passkey>();

  async addOnce(passkey: Passkey): Promise<boolean> {
    if (this.passkeys.has(passkey.credentialId)) return false;
    this.passkeys.set(passkey.credentialId, passkey);
    return true;
  }

  async find(credentialId: string): Promise<Passkey | undefined> {
    return this.passkeys.get(credentialId);
  }

  async listOf(subject: string): Promise<readonly Passkey[]> {
    return [...this.passkeys.values()].filter((passkey) => passkey.subject === subject);
  }

  async noteUse({ credentialId, signatures, nowMs }: Parameters<PasskeyRepository['noteUse']>[0]): Promise<void> {
    const passkey = this.passkeys.get(credentialId);
    if (passkey !== undefined) this.passkeys.set(credentialId, { ...passkey, signatures, lastUsedAtMs: nowMs });
  }

  async remove(credentialId: string, subject: string): Promise<boolean> {
    return this.passkeys.get(credentialId)?.subject === subject && this.passkeys.delete(credentialId);
  }

  async removeAllOf(subject: string): Promise<void> {
    for (const { credentialId } of await this.listOf(subject)) this.passkeys.delete(credentialId);
  }
}

class MemoryPersonalSecretRepository extends PersonalSecretRepository {
  private readonly secrets = new ExpiringMap<PersonalSecret>();

  async store(secrets: readonly PersonalSecret[]): Promise<void> {
    for (const secret of secrets) this.secrets.set(secret.digest, secret, secret.expiresAtMs);
  }

  async find(digest: string): Promise<PersonalSecret | undefined> {
    return this.secrets.get(digest);
  }

  async spendOnce(digest: string, nowMs: number): Promise<boolean> {
    const secret = this.secrets.get(digest);
    return secret !== undefined && secret.expiresAtMs > nowMs && this.secrets.delete(digest);
  }

  async countOf(subject: string, purpose: PersonalSecretPurpose): Promise<number> {
    return this.ofPerson(subject, purpose).length;
  }

  async forgetAllOf(subject: string, purpose?: PersonalSecretPurpose): Promise<void> {
    for (const { digest } of this.ofPerson(subject, purpose)) this.secrets.delete(digest);
  }

  async purgeExpired(nowMs: number, limit: number): Promise<number> {
    return this.secrets.purge(nowMs, limit).length;
  }

  private ofPerson(subject: string, purpose: PersonalSecretPurpose | undefined): readonly PersonalSecret[] {
    const own = this.secrets.values().filter((secret) => secret.subject === subject);
    return own.filter((secret) => purpose === undefined || secret.purpose === purpose);
  }
}
