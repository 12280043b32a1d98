import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../../core/audit/audit-trail.js';
import { OAuthError } from '../../../core/errors/oauth-error.js';
import { Accounts } from '../../accounts/accounts.js';
import { passwordFault } from '../../accounts/password-rules.js';
import { KnownDevices } from '../../login/known-devices.js';
import { LoginThrottle } from '../../login/login-throttle.js';
import { redirectReply } from '../redirect-reply.js';
import { passwordSentence } from '../password-sentence.js';
import { Pages } from '../pages.js';
import { AccountAction, type AccountActionEnd, type AccountForm } from './account-action.js';

/** Changes the password, for who knows the current one. */
@Injectable()
export class ChangePasswordAction extends AccountAction {
  readonly name = 'change_password';
  readonly needs = 'login';

  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(LoginThrottle) private readonly throttle: LoginThrottle,
    @Inject(KnownDevices) private readonly devices: KnownDevices,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {
    super();
  }

  async run({ fields, actor: { account, session }, request }: AccountForm): Promise<AccountActionEnd> {
    if (account === undefined) throw new OAuthError('page_unknown');
    const { username, subject, displayName = '' } = account;
    const attempt = await this.throttle.password(request.raw, username);
    const known = await this.accounts.withPassword(username, fields.first('current_password') ?? '');
    if (known?.subject !== subject) {
      this.auditTrail.record('login_refused', { ...request.origin, by: 'password', subject });
      return { end: 'problem', problem: { key: 'account_password_wrong' } };
    }
    await this.throttle.turnedOutWell(attempt);
    const password = fields.first('password') ?? '';
    const fault = passwordFault(password, [username, displayName, this.pages.serviceName]);
    if (fault !== undefined) return { end: 'problem', problem: passwordSentence(fault) };
    await this.accounts.setPassword(account, await this.accounts.hashOf(password), session?.digest);
    this.auditTrail.record('account_changed', { ...request.origin, subject, change: 'password_set' });
    // Every browser is a stranger now; this one has just shown that it is none.
    const cookies = await this.devices.remember(request.raw, username, subject);
    return { end: 'reply', reply: redirectReply(this.pages.url('account', { done: 'yes' }), cookies) };
  }
}
