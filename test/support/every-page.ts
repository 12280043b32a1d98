import type { PeopleService } from './people-service.js';
import { alicePassword, bobPassword, logIn } from './people-service.js';
import { totpCode } from './authenticator-app.js';
import { openAccount } from './page-forms.js';
import { formWith, type Page, type PageBrowser } from './page-browser.js';

/** A page, and how somebody comes to see it. */
export interface PageKind {
  readonly name: string;
  readonly status: number;
  open(service: PeopleService): Promise<Page>;
}

/** The page on which an authenticator app is set up, and its secret. */
export async function openFactorSetup(browser: PageBrowser, account: Page) {
  const setup = await browser.submit(account, {}, formWith(account, 'action', 'set_up_second_factor'));
  const secret = setup.forms[0]?.fields.find(([name]) => name === 'secret')?.[1] ?? '';
  return { setup, secret };
}

/** Adds somebody new, logs in as them and switches their second factor on. */
export async function withSecondFactor(service: PeopleService, username: string, timeMs = Date.now()) {
  const { subject } = await service.admin.save({
    username,
    password: alicePassword,
    email: `${username}@example.test`,
  });
  const { browser, page } = await openAccount(service, username);
  const { setup, secret } = await openFactorSetup(browser, page);
  const codes = await browser.submit(setup, { code: totpCode(secret, timeMs) });
  if (codes.status !== 200) throw new Error(`The second factor was not switched on: ${codes.text.slice(-900)}`);
  const recoveryCodes = [...codes.text.matchAll(/<li>([^<]+)<\/li>/g)].map(([, code = '']) => code);
  return { subject, username, browser, secret, codes, recoveryCodes };
}

const visit =
  (path: string) =>
  (service: PeopleService): Promise<Page> =>
    service.browser().open(path);

/** Every kind of page, the errors too. */
export const everyPage: readonly PageKind[] = [
  { name: 'login', status: 200, open: visit('/login') },
  {
    name: 'wrong password',
    status: 400,
    open: async ({ browser }) => {
      const one = browser();
      return logIn(one, await one.open('/login'), 'a wrong password', 'nobody');
    },
  },
  {
    name: 'second factor',
    status: 200,
    open: async (service) => {
      const { username } = await withSecondFactor(service, 'dora');
      const one = service.browser();
      const page = await logIn(one, await one.open('/login'), alicePassword, username);
      await service.admin.remove((await service.admin.find(username))?.subject ?? '');
      return page;
    },
  },
  {
    name: 'recovery codes',
    status: 200,
    open: async (service) => {
      const { codes, subject } = await withSecondFactor(service, 'emil');
      await service.admin.remove(subject);
      return codes;
    },
  },
  {
    name: 'factor setup',
    status: 200,
    open: async (service) => {
      const { browser, page } = await openAccount(service);
      return (await openFactorSetup(browser, page)).setup;
    },
  },
  { name: 'password forgotten', status: 200, open: visit('/login/forgotten') },
  { name: 'password link', status: 200, open: async (s) => s.browser().open(await s.admin.passwordLink(s.bob)) },
  { name: 'consent', status: 200, open: (service) => service.consent(service.browser()) },
  {
    name: 'confirmation',
    status: 200,
    open: async (service) => {
      const one = service.browser();
      const asked = { client_id: 'native', redirect_uri: 'http://127.0.0.1:4711/cb' };
      await one.send(await service.consent(one, asked), { decision: 'approve' });
      return one.open(service.authorizeUrl(asked));
    },
  },
  { name: 'account', status: 200, open: async (service) => (await openAccount(service)).page },
  {
    name: 'logout',
    status: 200,
    open: async (service) => (await openAccount(service)).browser.open('/logout'),
  },
  {
    name: 'error: unknown client',
    status: 400,
    open: (s) => s.browser().open(s.authorizeUrl({ client_id: 'nobody' })),
  },
  { name: 'error: another browser', status: 403, open: visit('/consent?interaction=unknown') },
  { name: 'error: used link', status: 400, open: visit('/login/link?link=unknown') },
  {
    name: 'error: forged form',
    status: 403,
    open: async (service) => {
      const { browser, page } = await openAccount(service, 'bob', bobPassword);
      return browser.send(page, { csrf: 'forged' });
    },
  },
];
