import type { InjectionToken, Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AuthSettings } from '../composition/auth-kind.js';
import { MailSender } from './accounts/mail-sender.js';
import { ApplicationOwnParts } from './application-own-parts.js';
import { ApplicationConsent, ApplicationLogin, ApplicationMail, ApplicationUsers } from './application-parts.js';
import { ConsentPrompt } from './consent/consent-prompt.js';
import { Login } from './login/login.js';
import { OwnParts } from './login/own-parts.js';
import { Users } from './login/users.js';
import type { OAuthServerSettings } from './oauth-server.settings.js';

type Parts = OAuthServerSettings['parts'];

const part = (provide: InjectionToken, make: (parts: Parts, ref: ModuleRef) => object): Provider => ({
  provide,
  inject: [AuthSettings, ModuleRef],
  useFactory: ({ parts }: OAuthServerSettings, ref: ModuleRef) => make(parts, ref),
});

/** What an application may have itself. */
export const applicationParts: readonly Provider[] = [
  part(Users, ({ users }, ref) => new ApplicationUsers(users, ref)),
  part(Login, ({ login }, ref) => new ApplicationLogin(login, ref)),
  part(ConsentPrompt, ({ consent }, ref) => new ApplicationConsent(consent, ref)),
  part(MailSender, ({ mail }, ref) => new ApplicationMail(mail, ref)),
  { provide: OwnParts, useClass: ApplicationOwnParts },
];
