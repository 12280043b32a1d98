import { Inject, Injectable } from '@nestjs/common';
import { OwnParts } from '../login/own-parts.js';
import type { Account } from '../model/account.js';
import type { CredentialsView } from '../pages/account.page.js';
import { Store } from '../repositories/store.js';
import { Passkeys, type PasskeyCeremony } from './passkeys.js';
import { minPasswordLength } from './password-rules.js';
import { SecondFactors } from './second-factors.js';

/** What somebody can do who has no password at hand. */
export interface LoginOffers {
  readonly passkey: PasskeyCeremony | undefined;
  /** Undefined where passwords are the application's. */
  readonly forgotten: 'link_by_mail' | 'ask_operator' | undefined;
}

/** What a person can log in with, for the pages. */
@Injectable()
export class AccountCredentials {
  constructor(
    @Inject(OwnParts) private readonly ownParts: OwnParts,
    @Inject(Store) private readonly store: Store,
    @Inject(SecondFactors) private readonly secondFactors: SecondFactors,
    @Inject(Passkeys) private readonly passkeys: Passkeys,
  ) {}

  /** What the login page can offer beside the password. */
  async loginOffers(browserSecret: string): Promise<LoginOffers> {
    if (!(await this.ownParts.areUsed())) return { passkey: undefined, forgotten: undefined };
    const passkey = await this.passkeys.loginOffer(browserSecret);
    return { passkey, forgotten: (await this.ownParts.canMailLinks()) ? 'link_by_mail' : 'ask_operator' };
  }

  /** Undefined where people, or the way in, are the application's own. */
  async accountOf(subject: string): Promise<Account | undefined> {
    return (await this.ownParts.areUsed()) ? this.store.people.accounts.find(subject) : undefined;
  }

  async viewOf(account: Account, browserSecret: string): Promise<CredentialsView> {
    const { subject, sealedTotpSecret } = account;
    const offer = await this.passkeys.registrationOffer(account, browserSecret);
    const list = offer && (await this.store.people.passkeys.listOf(subject));
    return {
      secondFactor:
        sealedTotpSecret === undefined
          ? undefined
          : { recoveryCodesLeft: await this.secondFactors.recoveryCodesLeft(subject) },
      minPasswordLength,
      passkeys: offer && list && { offer, list },
    };
  }
}
