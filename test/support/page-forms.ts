import { formWith, type Page, type PageBrowser } from './page-browser.js';
import type { PageForm } from '../../src/demo-client/page-forms.js';
import { alicePassword, logIn, type PeopleService } from './people-service.js';

/** A page that is open in a browser, one of its forms, and what a person would fill in. */
export interface OpenForm {
  readonly browser: PageBrowser;
  readonly page: Page;
  readonly form: PageForm;
  readonly filled: Readonly<Record<string, string>>;
}

export interface FormKind {
  readonly name: string;
  open(service: PeopleService): Promise<OpenForm>;
}

/** Opens the account page of somebody who has just logged in. */
export async function openAccount(service: PeopleService, username = 'alice', password = alicePassword) {
  const browser = service.browser();
  const page = await logIn(browser, await browser.open('/login'), password, username);
  return { browser, page };
}

function ofAccount(action: string, filled: Readonly<Record<string, string>> = {}): FormKind {
  return {
    name: action,
    async open(service) {
      await openAccount(service);
      const { browser, page } = await openAccount(service);
      return { browser, page, form: formWith(page, 'action', action), filled };
    },
  };
}

async function opened(browser: PageBrowser, page: Page, filled: OpenForm['filled']): Promise<OpenForm> {
  const [form] = page.forms;
  if (form === undefined) throw new Error(`There is no form in ${page.url}`);
  return { browser, page, form, filled };
}

/** Every form that changes something. */
export const formKinds: readonly FormKind[] = [
  {
    name: 'login',
    async open(service) {
      const browser = service.browser();
      const page = await browser.open(service.authorizeUrl({ prompt: 'consent' }));
      return opened(browser, page, { username: 'alice', password: alicePassword });
    },
  },
  {
    name: 'consent',
    async open(service) {
      const browser = service.browser();
      return opened(browser, await service.consent(browser), { decision: 'approve' });
    },
  },
  {
    name: 'logout',
    async open(service) {
      const { browser } = await openAccount(service);
      return opened(browser, await browser.open('/logout'), {});
    },
  },
  {
    name: 'password forgotten',
    async open(service) {
      const browser = service.browser();
      return opened(browser, await browser.open('/login/forgotten'), { username: 'nobody' });
    },
  },
  {
    name: 'password link',
    async open(service) {
      const browser = service.browser();
      const link = await service.admin.passwordLink(service.bob);
      return opened(browser, await browser.open(link), { password: 'another wall of bricks' });
    },
  },
  ofAccount('log_out'),
  ofAccount('log_out_everywhere'),
  ofAccount('end_session'),
  ofAccount('change_password', { current_password: alicePassword, password: alicePassword }),
  ofAccount('set_up_second_factor'),
];
