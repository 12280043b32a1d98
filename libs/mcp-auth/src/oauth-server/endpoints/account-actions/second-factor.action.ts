import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../../core/errors/oauth-error.js';
import { Randomness } from '../../../core/randomness.js';
import { SecondFactors } from '../../accounts/second-factors.js';
import { isTotpSecret, newTotpSecret } from '../../accounts/totp.js';
import { AccountAction, done, type AccountActionEnd, type AccountForm } from './account-action.js';
import { SecondFactorSetup } from './second-factor-setup.js';

/** Shows a secret for an authenticator app. */
@Injectable()
export class SetUpSecondFactorAction extends AccountAction {
  readonly name = 'set_up_second_factor';
  readonly needs = 'recent_login';

  constructor(
    @Inject(SecondFactorSetup) private readonly setup: SecondFactorSetup,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {
    super();
  }

  async run(form: AccountForm): Promise<AccountActionEnd> {
    return this.setup.show(form, newTotpSecret(this.randomness));
  }
}

/** Switches the second factor on, for who has its first code. */
@Injectable()
export class SwitchOnSecondFactorAction extends AccountAction {
  readonly name = 'switch_on_second_factor';
  readonly needs = 'recent_login';

  constructor(
    @Inject(SecondFactorSetup) private readonly setup: SecondFactorSetup,
    @Inject(SecondFactors) private readonly secondFactors: SecondFactors,
  ) {
    super();
  }

  async run(form: AccountForm): Promise<AccountActionEnd> {
    const { subject } = this.setup.accountOf(form);
    const [secret = '', code = ''] = [form.fields.first('secret'), form.fields.first('code')];
    if (!isTotpSecret(secret)) throw new OAuthError('form_incomplete', { field: 'secret' });
    const codes = await this.secondFactors.switchOn(subject, secret, code);
    if (codes === undefined) return this.setup.show(form, secret, { key: 'factor_wrong' });
    await this.setup.tell(form, 'second_factor_on');
    return this.setup.showCodes(form, codes);
  }
}

/** Does without the second factor. */
@Injectable()
export class RemoveSecondFactorAction extends AccountAction {
  readonly name = 'remove_second_factor';
  readonly needs = 'recent_login';

  constructor(
    @Inject(SecondFactorSetup) private readonly setup: SecondFactorSetup,
    @Inject(SecondFactors) private readonly secondFactors: SecondFactors,
  ) {
    super();
  }

  async run(form: AccountForm): Promise<AccountActionEnd> {
    await this.secondFactors.switchOff(this.setup.accountOf(form).subject);
    await this.setup.tell(form, 'second_factor_off');
    return done;
  }
}

/** Makes new recovery codes; the old ones are good no more. */
@Injectable()
export class RenewRecoveryCodesAction extends AccountAction {
  readonly name = 'renew_recovery_codes';
  readonly needs = 'recent_login';

  constructor(
    @Inject(SecondFactorSetup) private readonly setup: SecondFactorSetup,
    @Inject(SecondFactors) private readonly secondFactors: SecondFactors,
  ) {
    super();
  }

  async run(form: AccountForm): Promise<AccountActionEnd> {
    const { subject, sealedTotpSecret } = this.setup.accountOf(form);
    if (sealedTotpSecret === undefined) throw new OAuthError('page_unknown');
    const codes = await this.secondFactors.renewRecoveryCodes(subject);
    await this.setup.tell(form, 'recovery_codes_renewed');
    return this.setup.showCodes(form, codes);
  }
}
