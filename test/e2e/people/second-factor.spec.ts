import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SharedClock } from '../../../libs/mcp-auth/src/core/clock.js';
import { totpCode } from '../../support/authenticator-app.js';
import { openFactorSetup, withSecondFactor } from '../../support/every-page.js';
import { adapters } from '../../support/launch.js';
import { formWith, type Page, type PageBrowser } from '../../support/page-browser.js';
import { openAccount } from '../../support/page-forms.js';
import { alicePassword, logIn, startPeopleService, type PeopleService } from '../../support/people-service.js';

describe.each(adapters)('the second step of a login, on %s', (adapter) => {
  let service: PeopleService;
  let people = 0;
  let nowMs = Date.now();
  beforeAll(async () => {
    service = await startPeopleService({ adapter });
    nowMs = Date.now();
    vi.spyOn(service.app.get(SharedClock, { strict: false }), 'nowMs').mockImplementation(() => nowMs);
  });
  afterEach(() => void (nowMs += 60_000));
  afterAll(() => service.stop());

  const somebody = () => withSecondFactor(service, `person-${(people += 1)}`, nowMs);
  const mailKinds = (username: string) =>
    service.mails.mails.filter(({ to }) => to === `${username}@example.test`).map(({ kind }) => kind);

  /** A new browser, at the second step. */
  async function step(username: string, authorizeUrl = '/login'): Promise<{ browser: PageBrowser; page: Page }> {
    const browser = service.browser();
    const page = await logIn(browser, await browser.open(authorizeUrl), alicePassword, username);
    expect(page.text).toContain('Second step');
    return { browser, page };
  }

  it('is switched on by who has shown a code of the app, and the person is told', async () => {
    const { username, codes, recoveryCodes } = await somebody();
    expect(codes.text).toContain('Recovery codes');
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(mailKinds(username)).toEqual(['second_factor_changed']);
    expect(JSON.stringify(service.mails.mails)).not.toContain(recoveryCodes[0]);
  });

  it('is not switched on by a wrong code, nor with a secret that somebody else chose', async () => {
    const { browser, page } = await openAccount(service, 'bob', 'a builder of big things');
    const { setup, secret } = await openFactorSetup(browser, page);
    const wrong = await browser.submit(setup, { code: '000000' });
    expect([wrong.status, wrong.text.includes('This code is wrong')]).toEqual([400, true]);
    const forged = await browser.submit(setup, { secret: 'short', code: totpCode(secret, nowMs) });
    expect(forged.status).toBe(400);
    expect((await browser.open('/account')).text).toContain('Your password alone is enough');
  });

  it('lets in who types the code of this moment, and goes on to the client', async () => {
    const { username, secret } = await somebody();
    nowMs += 30_000;
    const { browser, page } = await step(username, service.authorizeUrl({ prompt: 'consent' }));
    const end = await browser.submit(page, { code: totpCode(secret, nowMs) });
    // The browser is a known one from now on, whom guesses of others elsewhere do not lock out.
    expect([...browser.cookies.keys()].some((name) => name.endsWith('_device'))).toBe(true);
    expect(end.text).toContain(`You are logged in as ${username}.`);
    expect(end.url).toContain('/consent?');
  });

  it('takes a code once: who has read it over a shoulder comes too late', async () => {
    const { username, secret } = await somebody();
    nowMs += 30_000;
    const code = totpCode(secret, nowMs);
    const [first, second] = [await step(username), await step(username)];
    const ends = await Promise.all([first, second].map(({ browser, page }) => browser.submit(page, { code })));
    expect(ends.filter(({ url }) => url.endsWith('/account'))).toHaveLength(1);
    expect(ends.filter(({ text }) => text.includes('was used already'))).toHaveLength(1);
  });

  it.each([
    ['two steps old', -60_000],
    ['two steps early', 60_000],
  ])('does not take a code that is %s', async (_, offsetMs) => {
    const { username, secret } = await somebody();
    nowMs += 120_000;
    const { browser, page } = await step(username);
    expect((await browser.submit(page, { code: totpCode(secret, nowMs + offsetMs) })).status).toBe(400);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const { username, recoveryCodes } = await somebody();
    const code = ` ${(recoveryCodes[0] ?? '').toUpperCase().replaceAll('-', ' ')} `;
    const first = await step(username);
    expect((await first.browser.submit(first.page, { code })).text).toContain('Recovery codes left: 9');
    const second = await step(username);
    expect((await second.browser.submit(second.page, { code })).status).toBe(400);
  });

  it('cannot be left out: a password alone begins no session', async () => {
    const { username } = await somebody();
    const { browser } = await step(username, service.authorizeUrl());
    expect((await browser.open('/account')).url).toContain('/login');
    expect((await browser.open(service.authorizeUrl())).url).toContain('/login');
  });

  it('belongs to the browser that typed the password, and to ten minutes', async () => {
    const { username, secret } = await somebody();
    const { browser, page } = await step(username);
    const pending = page.forms[0]?.fields.find(([name]) => name === 'pending')?.[1];
    const stranger = service.browser();
    const login = await stranger.open('/login');
    const form = { action: `${service.issuer}/login/second-factor`, fields: login.forms[0]?.fields ?? [] };
    const stolen = await stranger.submit(login, { pending, code: totpCode(secret, nowMs) }, form);
    expect([stolen.status, stolen.text.includes('This login took too long')]).toEqual([400, true]);
    nowMs += 11 * 60_000;
    const late = await browser.submit(page, { code: totpCode(secret, nowMs) });
    expect([late.status, late.text.includes('Begin it once more')]).toEqual([400, true]);
  });

  it('keeps its secret only sealed, and says nothing of it on the account page', async () => {
    const { browser, secret, username } = await somebody();
    const page = await browser.open('/account');
    expect(page.text).not.toContain(secret);
    const exported = JSON.stringify(await service.admin.export((await service.admin.find(username))?.subject ?? ''));
    expect(exported).not.toContain(secret);
  });

  it('is given up by its person, who is told', async () => {
    const { browser, username } = await somebody();
    const page = await browser.open('/account');
    await browser.submit(page, {}, formWith(page, 'action', 'remove_second_factor'));
    expect((await openAccount(service, username)).page.text).toContain('Your password alone is enough');
    expect(mailKinds(username)).toEqual(['second_factor_changed', 'second_factor_changed']);
  });

  it('has new recovery codes, and the old ones are good no more', async () => {
    const { browser, username, recoveryCodes } = await somebody();
    const page = await browser.open('/account');
    const renewed = await browser.submit(page, {}, formWith(page, 'action', 'renew_recovery_codes'));
    const [code = ''] = [...renewed.text.matchAll(/<li>([^<]+)<\/li>/g)].map(([, one]) => one);
    const old = await step(username);
    expect((await old.browser.submit(old.page, { code: recoveryCodes[0] ?? '' })).status).toBe(400);
    expect((await old.browser.submit(old.page, { code })).url).toContain('/account');
  });
});
