import { Inject, Injectable } from '@nestjs/common';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import { MailSender } from './accounts/mail-sender.js';
import { PasswordHasher } from './accounts/password-hasher.js';
import { ApplicationConsent, ApplicationLogin, ApplicationMail, ApplicationUsers } from './application-parts.js';
import { ConsentPrompt } from './consent/consent-prompt.js';
import { Login } from './login/login.js';
import { Users } from './login/users.js';

/** Finds out at start whether people can come in at all. */
@Injectable()
export class PeopleStart {
  constructor(
    @Inject(Users) private readonly users: ApplicationUsers,
    @Inject(Login) private readonly login: ApplicationLogin,
    @Inject(ConsentPrompt) private readonly consent: ApplicationConsent,
    @Inject(MailSender) private readonly mail: ApplicationMail,
    @Inject(PasswordHasher) private readonly hasher: PasswordHasher,
  ) {}

  /** @throws ConfigurationError where a part is missing, or it cannot be told which one is meant */
  async check(): Promise<void> {
    for (const part of [this.users, this.login, this.consent, this.mail]) await part.check();
    const [hasOwnLogin, hasOwnUsers] = [await this.login.isOwn(), await this.users.isOwn()];
    if (hasOwnUsers && !hasOwnLogin)
      throw missingUsers('must be given with a login of your own, whose people they are');
    if (hasOwnUsers) await this.hasher.prepare();
    if (hasOwnLogin && !(await this.users.canVerifyPasswords())) {
      throw missingUsers('must have the method verifyPassword, which the login page asks; or give a login of your own');
    }
  }
}

function missingUsers(message: string): ConfigurationError {
  return new ConfigurationError([{ path: 'auth.users', message }]);
}
