import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../../core/audit/audit-trail.js';
import { OAuthError } from '../../../core/errors/oauth-error.js';
import { BrowserSessions } from '../../login/browser-sessions.js';
import { Store } from '../../repositories/store.js';
import { redirectReply } from '../redirect-reply.js';
import { Pages } from '../pages.js';
import { AccountAction, done, type AccountActionEnd, type AccountForm } from './account-action.js';

/** Logs out at one other browser. */
@Injectable()
export class EndSessionAction extends AccountAction {
  readonly name = 'end_session';
  readonly needs = 'login';

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {
    super();
  }

  async run({ fields, actor: { subject }, request }: AccountForm): Promise<AccountActionEnd> {
    const digest = fields.first('session');
    if (digest === undefined) throw new OAuthError('form_incomplete', { field: 'session' });
    const isEnded = await this.store.people.sessions.end(digest, subject);
    if (isEnded) this.auditTrail.record('person_logged_out', { ...request.origin, subject, where: 'elsewhere' });
    return done;
  }
}

/** Logs out here. */
@Injectable()
export class LogOutAction extends AccountAction {
  readonly name: string = 'log_out';
  readonly needs = 'login';

  constructor(
    @Inject(Store) protected readonly store: Store,
    @Inject(BrowserSessions) private readonly sessions: BrowserSessions,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {
    super();
  }

  async run({ request, actor: { subject } }: AccountForm): Promise<AccountActionEnd> {
    const where = await this.endOthers(subject);
    const cookie = await this.sessions.end(request.raw);
    this.auditTrail.record('person_logged_out', { ...request.origin, subject, where });
    const reply = redirectReply(this.pages.url('login', { done: 'logged_out' }), [cookie]);
    return { end: 'reply', reply };
  }

  protected endOthers(_subject: string): Promise<'here' | 'everywhere'> {
    return Promise.resolve('here');
  }
}

/** Logs out at every browser. Applications keep what they were allowed: that is taken back at each of them. */
@Injectable()
export class LogOutEverywhereAction extends LogOutAction {
  override readonly name = 'log_out_everywhere';

  protected override async endOthers(subject: string): Promise<'everywhere'> {
    await this.store.people.sessions.endAllOf(subject);
    return 'everywhere';
  }
}
