import { Inject, Injectable } from '@nestjs/common';
import type { AccountChange } from '../../../core/audit/audit-events.js';
import { AuditTrail } from '../../../core/audit/audit-trail.js';
import { OAuthError } from '../../../core/errors/oauth-error.js';
import { AccountMails } from '../../accounts/account-mails.js';
import { totpUri } from '../../accounts/totp.js';
import type { Account } from '../../model/account.js';
import type { Sentence } from '../../pages/login.page.js';
import { Pages } from '../pages.js';
import type { AccountActionEnd, AccountForm } from './account-action.js';

const mailedChanges: ReadonlyMap<AccountChange, string> = new Map([
  ['passkey_added', 'A passkey was added: whoever has it logs in without the password'],
  ['passkey_removed', 'A passkey was removed'],
  ['second_factor_on', 'A code is now asked for beside the password'],
  ['second_factor_off', 'A code is no longer asked for beside the password'],
  ['recovery_codes_renewed', 'New recovery codes were made; the old ones are good no more'],
]);

/** What the actions about second factors have in common. */
@Injectable()
export class SecondFactorSetup {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(AccountMails) private readonly mails: AccountMails,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {}

  /** @throws OAuthError where the application has people of its own */
  accountOf({ actor }: AccountForm): Account {
    if (actor.account === undefined) throw new OAuthError('page_unknown');
    return actor.account;
  }

  /** The page with the secret, which stands in its form: it is nobody's until its code was typed in. */
  show(form: AccountForm, secret: string, problem?: Sentence): AccountActionEnd {
    const { request, actor } = form;
    const view = {
      action: this.pages.url('account'),
      csrf: this.pages.csrf({ form: 'account' }, actor.browser, request),
      secret,
      uri: totpUri(secret, this.pages.serviceName, this.accountOf(form).username),
      problem,
    };
    const status = problem === undefined ? 200 : 400;
    return { end: 'reply', reply: this.pages.show('factorSetup', view, request, { status }) };
  }

  showCodes({ request }: AccountForm, codes: readonly string[]): AccountActionEnd {
    const view = { codes, accountUrl: this.pages.url('account') };
    return { end: 'reply', reply: this.pages.show('recoveryCodes', view, request) };
  }

  /** Records the change, and tells the person. */
  async tell(form: AccountForm, change: AccountChange): Promise<void> {
    const account = this.accountOf(form);
    this.auditTrail.record('account_changed', { ...form.request.origin, subject: account.subject, change });
    await this.mails.send(account, {
      kind: 'second_factor_changed',
      title: 'How you log in was changed',
      text: `${mailedChanges.get(change) ?? 'How you log in was changed'}, for your account "${account.username}". If that was not you, change your password, look at the account page for passkeys and applications that are not yours, and tell the operator of the service.`,
    });
  }
}
