import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { newSecret, Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import { SessionSettings } from '../login/session.settings.js';
import type { Account } from '../model/account.js';
import { pageUrl } from '../model/page-paths.js';
import { Store } from '../repositories/store.js';
import { AccountMails } from './account-mails.js';
import { Accounts } from './accounts.js';

const ttlSeconds = 3600;
/** A link of an administrator waits for somebody who may not have started yet. */
const firstLoginTtlSeconds = 7 * 24 * 3600;

/** Links that set a password, once: for who has forgotten it, and for a first login. */
@Injectable()
export class PasswordLinks implements BeforeApplicationShutdown {
  private readonly logger = new Logger('OAuthServer');
  private readonly onTheirWay = new Set<Promise<void>>();

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(AccountMails) private readonly mails: AccountMails,
    @Inject(SessionSettings) private readonly settings: SessionSettings,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** A link for somebody, absolute. */
  async make(subject: string, use: 'reset' | 'first_login'): Promise<string> {
    const link = newSecret(this.randomness);
    const seconds = use === 'reset' ? ttlSeconds : firstLoginTtlSeconds;
    const expiresAtMs = this.clock.nowMs() + seconds * 1000;
    const secret = { digest: digestOf(link), purpose: 'password_link' as const, subject, expiresAtMs };
    await this.store.people.personalSecrets.store([secret]);
    return new URL(this.settings.issuer).origin + pageUrl(this.settings.issuer, 'passwordLink', { link });
  }

  /**
   * Sends a link where there is such an account with an address. Nobody learns whether there is, so nobody waits for it: the time would
   * tell.
   */
  mail(username: string): void {
    const mail = this.send(username)
      .catch((error: unknown) => this.logger.error(`A link for a new password was not sent: ${String(error)}`))
      .finally(() => this.onTheirWay.delete(mail));
    this.onTheirWay.add(mail);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.onTheirWay);
  }

  private async send(username: string): Promise<void> {
    const account = await this.store.people.accounts.findByUsername(username);
    if (account?.status !== 'active' || account.email === undefined) return;
    const link = await this.make(account.subject, 'reset');
    await this.mails.send(account, {
      kind: 'password_link',
      link,
      title: 'Set a new password',
      text: `Somebody asked for a new password of your account "${account.username}". If that was you, open this link within one hour:\n\n${link}\n\nIf not, do nothing: your password stays as it is.`,
    });
  }

  /** Whose link it is; nothing is spent by looking. @throws OAuthError where it is used or too old */
  async find(link: string): Promise<Account> {
    const secret = await this.store.people.personalSecrets.find(digestOf(link));
    const isGood = secret?.purpose === 'password_link' && secret.expiresAtMs > this.clock.nowMs();
    const account = isGood ? await this.accounts.find(secret.subject) : undefined;
    if (account?.status !== 'active') throw new OAuthError('link_unusable');
    return account;
  }

  /** Spends the link and sets the password. @throws OAuthError for everybody but the first */
  async use(link: string, account: Account, password: string): Promise<void> {
    // Before the link is spent: what fails until then can be tried again.
    const passwordHash = await this.accounts.hashOf(password);
    const isWinner = await this.store.people.personalSecrets.spendOnce(digestOf(link), this.clock.nowMs());
    if (!isWinner) throw new OAuthError('link_unusable');
    await this.accounts.setPassword(account, passwordHash);
  }
}
