import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { chromiumPath, startChromium, type Chromium } from '../../support/chromium.js';
import { logInWith } from '../../support/chromium-login.js';
import { listenForCode, type CodeListener } from '../../support/code-listener.js';
import { adapters } from '../../support/launch.js';
import { alicePassword, bobPassword, startPeopleService, type PeopleService } from '../../support/people-service.js';

const missing = chromiumPath() === undefined;

describe.skipIf(missing).each(adapters)('a person with Chromium, on %s', (adapter) => {
  let service: PeopleService;
  let chromium: Chromium;
  let client: CodeListener;
  beforeAll(async () => {
    [service, chromium, client] = await Promise.all([
      startPeopleService({ adapter }),
      startChromium(),
      listenForCode(),
    ]);
  });
  afterAll(async () => {
    client.stop();
    await chromium.stop();
    await service.stop();
  });

  const authorizeUrl = (changes = {}) =>
    service.authorizeUrl({ client_id: 'native', redirect_uri: client.redirectUri, prompt: 'consent', ...changes });

  /** A new browser, logged in, at the consent page. */
  async function atConsent(changes = {}, options = {}): Promise<Page> {
    const page = await chromium.open(options);
    await page.goto(authorizeUrl(changes));
    await logInWith(page);
    return page;
  }

  async function tokensOf(page: Page): Promise<Record<string, unknown>> {
    await page.getByRole('heading', { name: 'You can close this page' }).waitFor();
    return (await service.redeem(new URL(page.url()), { client_id: 'native' })).json();
  }

  it('logs in, agrees, and comes back to the client with a code that gives tokens (AS-09)', async () => {
    const page = await atConsent({ state: 'the state' });
    await page.getByRole('heading', { name: 'Let “Native” use' }).waitFor();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    expect((await tokensOf(page))['scope']).toBe('notes:read notes:write');
    const arrived = client.arrived.at(-1);
    expect([arrived?.get('state'), arrived?.get('iss')]).toEqual(['the state', service.issuer]);
  });

  it('is told of a wrong password, keeps the user name, and goes on with the right one', async () => {
    const page = await chromium.open();
    await page.goto(authorizeUrl());
    await logInWith(page, 'alice', 'a wrong password');
    expect(await page.getByRole('alert').textContent()).toBe('User name or password is wrong. Try again.');
    expect(await page.getByLabel('User name').inputValue()).toBe('alice');
    await logInWith(page);
    await page.getByRole('heading', { name: 'Let “Native” use' }).waitFor();
  });

  it('does not agree, and the client learns it', async () => {
    const page = await atConsent();
    await page.getByRole('button', { name: 'Do not allow' }).click();
    await page.getByRole('heading', { name: 'You can close this page' }).waitFor();
    expect(client.arrived.at(-1)?.get('error')).toBe('access_denied');
  });

  it('takes out what they do not want to allow', async () => {
    const page = await atConsent();
    await page.getByLabel('Write notes in your name').uncheck();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    expect((await tokensOf(page))['scope']).toBe('notes:read');
  });

  it('sets a new password by a link from a mail', async () => {
    await service.admin.save({ username: 'carol', password: alicePassword, email: 'carol@example.test' });
    const page = await chromium.open();
    await page.goto(`${service.issuer}/login`);
    await page.getByRole('link', { name: 'Password forgotten?' }).click();
    await page.getByLabel('User name').fill('carol');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByText('a link is on its way').waitFor();
    const mail = await vi.waitUntil(() => service.mails.mails.find(({ to }) => to === 'carol@example.test'));
    await page.goto(/https?:\S+/.exec(mail.text)?.[0] ?? '');
    await page.getByLabel('New password').fill('carol sings her carols');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('Your password is set. Log in with it.').waitFor();
    await logInWith(page, 'carol', 'carol sings her carols');
    await expect(page.getByRole('heading', { name: 'Your account' }).waitFor()).resolves.toBeUndefined();
  });

  it('takes back on the account page what they have allowed, and is asked in full again', async () => {
    const page = await atConsent();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    const refreshToken = String((await tokensOf(page))['refresh_token']);
    await page.goto(`${service.issuer}/account`);
    await page.getByRole('button', { name: 'Take away from Native' }).click();
    await page.getByText('No application can use this service in your name.').waitFor();
    expect((await service.refresh(refreshToken, 'native')).json()['error']).toBe('invalid_grant');
    await page.goto(authorizeUrl({ prompt: undefined }));
    await page.getByLabel('Read your notes').waitFor();
  });

  it('needs one click where they have agreed before', async () => {
    const page = await atConsent();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await tokensOf(page);
    await page.goto(authorizeUrl({ prompt: undefined }));
    await page.getByText('You have allowed this before').waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await page.getByRole('button', { name: 'Go on' }).click();
    expect((await tokensOf(page))['access_token']).toBeDefined();
  });

  it('does all of it without JavaScript', async () => {
    const page = await atConsent({}, { javaScriptEnabled: false });
    await page.getByLabel('Write notes in your name').uncheck();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    expect((await tokensOf(page))['scope']).toBe('notes:read');
    await page.goto(`${service.issuer}/account`);
    expect(await page.getByRole('button', { name: 'Add a passkey' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Log out', exact: true }).click();
    await page.getByText('You are logged out.').waitFor();
    expect(await page.getByRole('button', { name: 'Log in with a passkey' }).isVisible()).toBe(false);
  });

  it('does all of it with the keyboard alone, and sees where they are', async () => {
    const page = await chromium.open();
    const { keyboard } = page;
    const focused = () => page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
    await page.goto(authorizeUrl());
    await keyboard.press('Tab');
    await keyboard.type('alice');
    await keyboard.press('Tab');
    expect(await focused()).toBe('solid');
    await keyboard.type(alicePassword);
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Let “Native” use' }).waitFor();
    await keyboard.press('Tab');
    expect(await focused()).toBe('solid');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    expect((await tokensOf(page))['scope']).toBe('notes:read');
  });

  it('goes back from the client and is told that it was answered', async () => {
    const page = await atConsent();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await tokensOf(page);
    await page.goBack();
    await page.reload().catch(() => undefined);
    await expect(page.getByText('This request was answered already').waitFor()).resolves.toBeUndefined();
  });

  it('sees a page, not a question of the browser, where cookies are gone', async () => {
    const page = await chromium.open();
    await page.goto(authorizeUrl());
    await page.context().clearCookies();
    await logInWith(page, 'bob', bobPassword);
    await expect(page.getByText('Allow cookies for it').waitFor()).resolves.toBeUndefined();
  });

  it('logs in somebody else instead', async () => {
    const page = await atConsent();
    await page.getByRole('link', { name: 'Log in as somebody else' }).click();
    await logInWith(page, 'bob', bobPassword);
    await expect(page.getByText('You are logged in as bob.').waitFor()).resolves.toBeUndefined();
  });
});
