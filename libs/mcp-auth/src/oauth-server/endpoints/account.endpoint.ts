import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import type { HttpReply } from '../../http/http-reply.js';
import { Parameters } from '../requests/parameters.js';
import { AccountAction, type AccountActionEnd, type AccountForm } from './account-actions/account-action.js';
import { AccountPages } from './account-pages.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { Pages } from './pages.js';
import { PageEndpoint } from './page.endpoint.js';
import { redirectReply } from './redirect-reply.js';

/** Injection token of everything that people can do with their account. */
export const AccountActions = Symbol('AccountActions');

/** A login is recent for so long. */
const recentMs = 15 * 60 * 1000;

/** The account page. */
@Injectable()
export class AccountEndpoint extends PageEndpoint {
  constructor(
    @Inject(Pages) pages: Pages,
    @Inject(AccountPages) private readonly accountPages: AccountPages,
    @Inject(AccountActions) private readonly actions: readonly AccountAction[],
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {
    super(pages);
  }

  async answer(request: EndpointRequest): Promise<HttpReply> {
    const found = await this.accountPages.actorOf(request);
    if ('loginUrl' in found) return redirectReply(found.loginUrl);
    if (request.raw.method !== 'POST') {
      const isDone = Parameters.parse(request.query).first('done') !== undefined;
      return this.accountPages.show(request, found, isDone ? { done: { key: 'account_done' } } : {});
    }
    const fields = this.pages.fields(request);
    this.pages.check({ form: 'account' }, fields, request);
    return this.reply(await this.run({ request, fields, actor: found }), { request, fields, actor: found });
  }

  private async run(form: AccountForm): Promise<AccountActionEnd> {
    const action = this.actions.find(({ name }) => name === form.fields.first('action'));
    if (action === undefined) throw new OAuthError('form_incomplete', { field: 'action' });
    if (action.needs === 'recent_login' && !this.isRecent(form)) {
      return { end: 'reply', reply: redirectReply(this.pages.url('login', { done: 'confirm' })) };
    }
    return action.run(form);
  }

  private isRecent({ actor: { session } }: AccountForm): boolean {
    return session !== undefined && this.clock.nowMs() - session.authenticatedAtMs < recentMs;
  }

  private reply(end: AccountActionEnd, { request, actor }: AccountForm): Promise<HttpReply> | HttpReply {
    switch (end.end) {
      case 'done':
        return redirectReply(this.pages.url('account', { done: 'yes' }));
      case 'problem':
        return this.accountPages.show(request, actor, { problem: end.problem }, 400);
      case 'reply':
        return end.reply;
    }
  }

  protected override againUrl(): string {
    return this.pages.url('account');
  }
}
