import { accountPage } from './account.page.js';
import { consentPage } from './consent.page.js';
import { errorPage } from './error.page.js';
import { factorSetupPage, recoveryCodesPage } from './factor-setup.page.js';
import { loginPage } from './login.page.js';
import { logoutPage } from './logout.page.js';
import { passwordForgottenPage, passwordLinkPage } from './password.page.js';
import { secondFactorPage } from './second-factor.page.js';

/** Every page, by its name. */
export const pages = {
  login: loginPage,
  secondFactor: secondFactorPage,
  passwordForgotten: passwordForgottenPage,
  passwordLink: passwordLinkPage,
  consent: consentPage,
  account: accountPage,
  factorSetup: factorSetupPage,
  recoveryCodes: recoveryCodesPage,
  logout: logoutPage,
  error: errorPage,
} as const;

export type PageName = keyof typeof pages;
/** What a page shows. */
export type PageView<Name extends PageName> = Parameters<(typeof pages)[Name]>[0];
