import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpCode } from '../../support/authenticator-app.js';
import { chromiumPath, startChromium, type Chromium } from '../../support/chromium.js';
import { logInWith } from '../../support/chromium-login.js';
import { alicePassword, startPeopleService, type PeopleService } from '../../support/people-service.js';

const missing = chromiumPath() === undefined;
const adapter = 'express';

describe.skipIf(missing)('second factors and passkeys in Chromium', () => {
  let service: PeopleService;
  let chromium: Chromium;
  let people = 0;
  beforeAll(async () => {
    [service, chromium] = await Promise.all([startPeopleService({ adapter }), startChromium()]);
  });
  afterAll(async () => {
    await chromium.stop();
    await service.stop();
  });

  /** Somebody new, at their account page. */
  async function somebody(): Promise<{ page: Page; username: string }> {
    const username = `person-${(people += 1)}`;
    await service.admin.save({ username, password: alicePassword, email: `${username}@example.test` });
    const page = await chromium.open();
    await page.goto(`${service.issuer}/login`);
    await logInWith(page, username);
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    return { page, username };
  }

  /** An authenticator that is built in, and its switch for whether the person shows who they are. */
  async function withAuthenticator(page: Page) {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return {
      forget: () => session.send('WebAuthn.clearCredentials', { authenticatorId }),
      credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    };
  }

  async function addPasskey(page: Page): Promise<void> {
    await page.getByLabel('Name of the new passkey').fill('My laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('Done.').waitFor();
  }

  const toLogin = async (page: Page) => {
    await page.getByRole('button', { name: 'Log out', exact: true }).click();
    await page.getByText('You are logged out.').waitFor();
  };

  it('an authenticator app is set up from its key, and its code is asked for at the next login', async () => {
    const { page, username } = await somebody();
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    const key = ((await page.locator('dd.code').textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel('Code').fill(totpCode(key, Date.now()));
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
    const [recovery = ''] = await page.getByRole('listitem').allTextContents();
    await page.getByRole('link', { name: 'To your account' }).click();
    await toLogin(page);
    await logInWith(page, username);
    await page.getByRole('heading', { name: 'Second step' }).waitFor();
    await page.getByLabel('Code').fill('000000');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Code').fill(recovery);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByText('Recovery codes left: 9').waitFor()).resolves.toBeUndefined();
  });

  it('a passkey is added, logs in without a password, and is removed', async () => {
    const { page, username } = await somebody();
    const authenticator = await withAuthenticator(page);
    await addPasskey(page);
    const [credential] = await authenticator.credentials();
    expect([credential?.rpId, credential?.isResidentCredential]).toEqual(['localhost', true]);
    await toLogin(page);
    await page.getByRole('button', { name: 'Log in with a passkey' }).click();
    await page.getByText(`You are logged in as ${username}.`).waitFor();
    await page.getByRole('button', { name: 'Remove My laptop' }).click();
    await page.getByText('You have no passkey.').waitFor();
    await toLogin(page);
    await page.getByRole('button', { name: 'Log in with a passkey' }).click();
    await page.getByText('This passkey was not accepted').waitFor();
    expect(service.mails.mails.filter(({ to }) => to === `${username}@example.test`)).toHaveLength(2);
  });

  it('a passkey leads on to the client that waits', async () => {
    const { page, username } = await somebody();
    await withAuthenticator(page);
    await addPasskey(page);
    await toLogin(page);
    await page.goto(service.authorizeUrl({ prompt: 'consent' }));
    await page.getByRole('button', { name: 'Log in with a passkey' }).click();
    await page.getByText(`You are logged in as ${username}.`).waitFor();
    expect(page.url()).toContain('/consent?');
  });

  it('an answer of a passkey is good once, in the browser that was asked', async () => {
    const { page } = await somebody();
    await withAuthenticator(page);
    await addPasskey(page);
    await toLogin(page);
    const sent = page.waitForRequest(
      (request) => request.url().endsWith('/login/passkey') && request.method() === 'POST',
    );
    await page.getByRole('button', { name: 'Log in with a passkey' }).click();
    const credential = new URLSearchParams((await sent).postData() ?? '').get('credential') ?? '';
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    const thief = service.browser();
    const login = await thief.open('/login');
    const form = login.forms.find(({ action }) => action.endsWith('/login/passkey'));
    const replayed = await thief.submit(login, { credential }, form);
    expect([replayed.status, replayed.text.includes('This passkey was not accepted')]).toEqual([400, true]);
  });

  it('who has no passkey here stays on the login page, and logs in with the password', async () => {
    const { page, username } = await somebody();
    const authenticator = await withAuthenticator(page);
    await addPasskey(page);
    await toLogin(page);
    await authenticator.forget();
    await page.getByRole('button', { name: 'Log in with a passkey' }).click();
    await logInWith(page, username);
    await expect(page.getByRole('heading', { name: 'Your account' }).waitFor()).resolves.toBeUndefined();
  });
});
