import { hash } from '@node-rs/argon2';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SharedClock } from '../../../libs/mcp-auth/src/core/clock.js';
import { Store } from '../../../libs/mcp-auth/src/oauth-server/repositories/store.js';
import { ask, bearer, initializeCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { formWith, type Page, type PageBrowser } from '../../support/page-browser.js';
import { openAccount } from '../../support/page-forms.js';
import { alicePassword, approve, startPeopleService, type PeopleService } from '../../support/people-service.js';

describe.each(adapters)('the account page on %s', (adapter) => {
  let service: PeopleService;
  let people = 0;
  beforeAll(
    async () =>
      void (service = await startPeopleService({ adapter, server: { pages: { serviceName: 'Looking Glass' } } })),
  );
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => service.stop());

  /** Somebody new, at their account page. */
  async function somebody() {
    const username = `person-${(people += 1)}`;
    const user = { username, password: alicePassword, email: `${username}@example.test` };
    const { subject } = await service.admin.save(user);
    return { username, subject, ...(await openAccount(service, username)) };
  }

  async function tokensIn(browser: PageBrowser) {
    const back = await approve(browser, await browser.open(service.authorizeUrl({ prompt: 'consent' })));
    const tokens = (await service.redeem(back)).json();
    return { access: String(tokens['access_token']), refresh: String(tokens['refresh_token']) };
  }

  const statusWith = async (token: string) =>
    (await ask(service.resource, withHeaders(initializeCall(), bearer(token)))).status;
  const changed = (browser: PageBrowser, page: Page, current_password: string, password: string) =>
    browser.submit(page, { current_password, password }, formWith(page, 'action', 'change_password'));
  const mailKinds = (username: string) =>
    service.mails.mails.filter(({ to }) => to === `${username}@example.test`).map(({ kind }) => kind);

  it('shows what an application may do, and since when', async () => {
    const { browser } = await somebody();
    await tokensIn(browser);
    const page = await browser.open('/account');
    for (const words of [
      'Notepad',
      'May: Read your notes; Write notes in your name',
      'Last login renewed: ',
      'Allowed: ',
    ])
      expect(page.text).toContain(words);
  });

  it('takes everything from an application at once: its tokens, and what was agreed to', async () => {
    const { browser } = await somebody();
    const { access, refresh } = await tokensIn(browser);
    expect(await statusWith(access)).toBe(200);
    const page = await browser.open('/account');
    const end = await browser.submit(page, {}, formWith(page, 'action', 'revoke'));
    expect(end.text).toContain('No application can use this service in your name.');
    expect(await statusWith(access)).toBe(401);
    const refused = await service.refresh(refresh);
    expect([refused.status, refused.json()['error']]).toEqual([400, 'invalid_grant']);
    expect((await browser.open(service.authorizeUrl())).text).toContain('Let “Notepad” use');
  });

  it('takes nothing from the applications of others', async () => {
    const one = await somebody();
    const { access } = await tokensIn(one.browser);
    const other = await somebody();
    await other.browser.submit(
      other.page,
      { action: 'revoke', client: 'cli' },
      formWith(other.page, 'action', 'log_out'),
    );
    expect(await statusWith(access)).toBe(200);
  });

  it('changes the password for who knows it, tells them, and logs out everybody else', async () => {
    const { username, browser, page } = await somebody();
    const elsewhere = await openAccount(service, username);
    const end = await changed(browser, page, alicePassword, 'a looking glass and a rabbit');
    expect([end.status, end.text.includes('Done.')]).toEqual([200, true]);
    expect((await elsewhere.browser.open('/account')).url).toContain('/login');
    expect((await browser.open('/account')).url).toContain('/account');
    expect(mailKinds(username)).toEqual(['password_changed']);
    expect((await openAccount(service, username)).page.text).toContain('User name or password is wrong');
    expect((await openAccount(service, username, 'a looking glass and a rabbit')).page.url).toContain('/account');
  });

  it.each([
    ['a wrong current password', 'not my password', 'a looking glass and a rabbit', 'The current password is wrong'],
    ['a short one', alicePassword, 'a short one', 'The password is too short: 15 characters at least'],
    ['one that everybody tries', alicePassword, 'password12345678', 'This password is one of the first'],
    ['the name of the service', alicePassword, 'looking glass!!', 'The password must not be your name'],
  ])('does not take %s', async (_, current, password, words) => {
    const { username, browser, page } = await somebody();
    const end = await changed(browser, page, current, password);
    expect([end.status, end.text.includes(words)]).toEqual([400, true]);
    expect(end.text).not.toContain(password);
    expect(mailKinds(username)).toEqual([]);
    expect((await openAccount(service, username)).page.url).toContain('/account');
  });

  it('hashes a password anew at the login after the parameters have changed, and ends nothing', async () => {
    const { subject, username, browser } = await somebody();
    const { accounts } = service.app.get(Store, { strict: false }).people;
    await accounts.change(subject, { passwordHash: await hash(alicePassword, { memoryCost: 8192, timeCost: 1 }) });
    expect((await openAccount(service, username)).page.url).toContain('/account');
    expect((await accounts.find(subject))?.passwordHash).toContain('$m=19456,t=2,p=1$');
    expect((await browser.open('/account')).url).toContain('/account');
  });

  it('wants a new login before it changes how somebody comes in', async () => {
    const { browser, page } = await somebody();
    const clock = service.app.get(SharedClock, { strict: false });
    const { nowMs } = clock;
    vi.spyOn(clock, 'nowMs').mockImplementation(() => nowMs.call(clock) + 16 * 60_000);
    const end = await browser.submit(page, {}, formWith(page, 'action', 'set_up_second_factor'));
    expect([end.url.includes('/login?'), end.text.includes('Log in once more')]).toEqual([true, true]);
    const kept = await browser.submit(page, {}, formWith(page, 'action', 'log_out_everywhere'));
    expect(kept.text).toContain('You are logged out.');
  });

  it.each([
    ['no action', undefined],
    ['an unknown one', 'become_admin'],
  ])('says what is wrong with %s', async (_, action) => {
    const { browser, page } = await somebody();
    const end = await browser.submit(page, { action }, formWith(page, 'action', 'log_out'));
    expect([end.status, end.text.includes('The form lacks something that the page has')]).toEqual([400, true]);
  });

  it('shows and does nothing for who is not logged in', async () => {
    const { browser, page } = await somebody();
    const stranger = service.browser();
    expect((await stranger.open('/account')).url).toContain('/login');
    browser.cookies.delete(`mcp_auth_${new URL(service.issuer).port}_session`);
    const end = await browser.send(page, {}, formWith(page, 'action', 'log_out_everywhere'));
    expect([end.status, end.headers.location]).toEqual([303, '/login']);
  });
});
