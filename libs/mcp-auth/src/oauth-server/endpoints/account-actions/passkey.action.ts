import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../../core/errors/oauth-error.js';
import { Passkeys } from '../../accounts/passkeys.js';
import { Store } from '../../repositories/store.js';
import { AccountAction, done, type AccountActionEnd, type AccountForm } from './account-action.js';
import { SecondFactorSetup } from './second-factor-setup.js';

/** Adds a passkey. */
@Injectable()
export class AddPasskeyAction extends AccountAction {
  readonly name = 'add_passkey';
  readonly needs = 'recent_login';

  constructor(
    @Inject(SecondFactorSetup) private readonly setup: SecondFactorSetup,
    @Inject(Passkeys) private readonly passkeys: Passkeys,
  ) {
    super();
  }

  async run(form: AccountForm): Promise<AccountActionEnd> {
    const { subject } = this.setup.accountOf(form);
    const { fields, actor } = form;
    const [credential = '', label = 'Passkey'] = [fields.first('credential'), fields.first('label')];
    const isAdded = await this.passkeys.add(subject, credential, label, actor.browser.secret);
    if (!isAdded) return { end: 'problem', problem: { key: 'account_passkey_refused' } };
    await this.setup.tell(form, 'passkey_added');
    return done;
  }
}

/** Removes a passkey. */
@Injectable()
export class RemovePasskeyAction extends AccountAction {
  readonly name = 'remove_passkey';
  readonly needs = 'recent_login';

  constructor(
    @Inject(SecondFactorSetup) private readonly setup: SecondFactorSetup,
    @Inject(Store) private readonly store: Store,
  ) {
    super();
  }

  async run(form: AccountForm): Promise<AccountActionEnd> {
    const { subject } = this.setup.accountOf(form);
    const credentialId = form.fields.first('credential_id');
    if (credentialId === undefined) throw new OAuthError('form_incomplete', { field: 'credential_id' });
    if (await this.store.people.passkeys.remove(credentialId, subject)) await this.setup.tell(form, 'passkey_removed');
    return done;
  }
}
