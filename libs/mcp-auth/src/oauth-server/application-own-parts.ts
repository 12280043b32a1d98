import { Inject, Injectable } from '@nestjs/common';
import type { PagePart } from '../composition/auth-kind.js';
import { MailSender } from './accounts/mail-sender.js';
import { ApplicationConsent, ApplicationLogin, ApplicationMail, ApplicationUsers } from './application-parts.js';
import { ConsentPrompt } from './consent/consent-prompt.js';
import { Login } from './login/login.js';
import { OwnParts } from './login/own-parts.js';
import { Users } from './login/users.js';

/** Tells by what the application has given. */
@Injectable()
export class ApplicationOwnParts extends OwnParts {
  constructor(
    @Inject(Users) private readonly users: ApplicationUsers,
    @Inject(Login) private readonly login: ApplicationLogin,
    @Inject(ConsentPrompt) private readonly consent: ApplicationConsent,
    @Inject(MailSender) private readonly mail: ApplicationMail,
  ) {
    super();
  }

  async areUsed(): Promise<boolean> {
    return (await this.users.isOwn()) && (await this.login.isOwn());
  }

  serves(part: PagePart): Promise<boolean> {
    if (part === 'account') return Promise.resolve(true);
    return part === 'login' ? this.login.isOwn() : this.consent.isOwn();
  }

  async canMailLinks(): Promise<boolean> {
    return (await this.areUsed()) && !(await this.mail.isOwn());
  }
}
