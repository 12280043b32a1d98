import type { Provider } from '@nestjs/common';
import { AccountCredentials } from './accounts/account-credentials.js';
import { AccountMails } from './accounts/account-mails.js';
import { AccountUsers } from './accounts/account.users.js';
import { Accounts } from './accounts/accounts.js';
import { ConnectedApplications } from './accounts/connected-applications.js';
import { NoMailSender } from './accounts/no.mail-sender.js';
import { Passkeys } from './accounts/passkeys.js';
import { PasswordHasher } from './accounts/password-hasher.js';
import { PasswordLinks } from './accounts/password-links.js';
import { PendingLogins } from './accounts/pending-logins.js';
import { SecondFactors } from './accounts/second-factors.js';
import { PageConsentPrompt } from './consent/page.consent-prompt.js';
import { SecondFactorSetup } from './endpoints/account-actions/second-factor-setup.js';
import { AccountPages } from './endpoints/account-pages.js';
import { LoginPages } from './endpoints/login-pages.js';
import { OutcomeReplies } from './endpoints/outcome-replies.js';
import { PageForms } from './endpoints/page-forms.js';
import { PageReplies } from './endpoints/page-replies.js';
import { Pages } from './endpoints/pages.js';
import { BrowserSessions } from './login/browser-sessions.js';
import { Browsers } from './login/browsers.js';
import { KnownDevices } from './login/known-devices.js';
import { LoginCompletion } from './login/login-completion.js';
import { LoginThrottle } from './login/login-throttle.js';
import { SessionLogin } from './login/session.login.js';
import { PeopleStart } from './people-start.js';
import { UserAdministration } from './user-administration.js';

/** What serves people at their browsers: accounts, logins and pages. */
export const peopleServices: readonly Provider[] = [
  AccountCredentials,
  AccountMails,
  AccountPages,
  AccountUsers,
  Accounts,
  Browsers,
  BrowserSessions,
  ConnectedApplications,
  KnownDevices,
  LoginCompletion,
  LoginPages,
  LoginThrottle,
  NoMailSender,
  OutcomeReplies,
  PageConsentPrompt,
  PageForms,
  PageReplies,
  Pages,
  Passkeys,
  PasswordHasher,
  PasswordLinks,
  PendingLogins,
  PeopleStart,
  SecondFactors,
  SecondFactorSetup,
  SessionLogin,
  UserAdministration,
];
