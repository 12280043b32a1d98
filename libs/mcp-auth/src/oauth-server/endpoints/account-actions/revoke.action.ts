import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../../core/errors/oauth-error.js';
import { ConnectedApplications } from '../../accounts/connected-applications.js';
import { AccountAction, done, type AccountActionEnd, type AccountForm } from './account-action.js';

/** Takes back what a client was allowed. */
@Injectable()
export class RevokeAction extends AccountAction {
  readonly name = 'revoke';
  readonly needs = 'login';

  constructor(@Inject(ConnectedApplications) private readonly applications: ConnectedApplications) {
    super();
  }

  async run({ fields, actor, request }: AccountForm): Promise<AccountActionEnd> {
    const clientId = fields.first('client');
    if (clientId === undefined) throw new OAuthError('form_incomplete', { field: 'client' });
    await this.applications.revoke(actor.subject, clientId, 'revoked_by_person', request.origin);
    return done;
  }
}
