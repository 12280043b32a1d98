import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters } from '../../support/launch.js';
import { leftFor } from '../../support/page-browser.js';
import {
  alicePassword,
  approve,
  logIn,
  pageClients,
  startPeopleService,
  type PeopleService,
} from '../../support/people-service.js';

describe.each(adapters)('logging in on %s', (adapter) => {
  let service: PeopleService;
  beforeAll(async () => {
    const silent = { clientId: 'silent', redirectUris: ['https://app.test/cb'] };
    service = await startPeopleService({ adapter, server: { clients: [...pageClients, silent] } });
  });
  afterAll(() => service.stop());

  it('leads from the client through login and consent back to the client, with tokens for the person (AS-09)', async () => {
    const browser = service.browser();
    const consent = await service.consent(browser);
    expect(consent.text).toContain('You are logged in as alice.');
    const back = await approve(browser, consent);
    expect([back.origin, back.searchParams.get('iss'), back.searchParams.get('state')]).toEqual([
      'https://app.test',
      service.issuer,
      'a state',
    ]);
    const tokens = (await service.redeem(back)).json();
    expect(tokens['scope']).toBe('notes:read notes:write');
    const [, claims = ''] = String(tokens['access_token']).split('.');
    const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    expect([read['sub'], read['roles']]).toEqual([service.alice, ['admin']]);
  });

  it('tells the client that the person does not agree', async () => {
    const browser = service.browser();
    const back = leftFor(await browser.submit(await service.consent(browser), { decision: 'deny' }));
    expect(back.searchParams.get('error')).toBe('access_denied');
  });

  it('gives no more than what the person left ticked', async () => {
    const browser = service.browser();
    const consent = await service.consent(browser);
    const back = leftFor(await browser.submit(consent, { decision: 'approve', scope: ['notes:read'] }));
    expect((await service.redeem(back)).json()['scope']).toBe('notes:read');
  });

  it('says the same of a wrong password and of a name that nobody has', async () => {
    const texts = await Promise.all(
      ['alice', 'nobody'].map(async (username) => {
        const browser = service.browser();
        const page = await logIn(browser, await browser.open('/login'), 'a wrong password', username);
        return [page.status, page.text.replaceAll(/value="[^"]*"|data-options="[^"]*"/g, '')];
      }),
    );
    expect(texts[0]?.[0]).toBe(400);
    expect(texts[0]).toEqual(texts[1]);
  });

  it('keeps the user name in the form, and never the password', async () => {
    const browser = service.browser();
    const page = await logIn(browser, await browser.open('/login'), 'a wrong password');
    expect(page.text).toContain('value="alice"');
    expect(page.text).not.toContain('a wrong password');
  });

  it('knows a user name in whatever case it is typed', async () => {
    const browser = service.browser();
    const page = await logIn(browser, await browser.open('/login'), alicePassword, ' Alice ');
    expect(page.url).toBe(`${service.issuer}/account`);
  });

  it('goes to the login page again where the client wants a login now, and not twice (prompt=login)', async () => {
    const browser = service.browser();
    await service.consent(browser);
    const login = await browser.open(service.authorizeUrl({ prompt: 'login consent' }));
    expect(login.url).toContain('/login?');
    expect((await logIn(browser, login)).url).toContain('/consent?');
  });

  it('asks for a login that is as recent as the client wants (max_age)', async () => {
    const browser = service.browser();
    await service.consent(browser);
    expect((await browser.open(service.authorizeUrl({ max_age: '3600', prompt: 'consent' }))).url).toContain(
      '/consent?',
    );
    expect((await browser.open(service.authorizeUrl({ max_age: '0', prompt: 'consent' }))).url).toContain('/login?');
  });

  it('shows no page where the client wants none (prompt=none)', async () => {
    const browser = service.browser();
    const silent = { client_id: 'silent' };
    const errorOf = async () =>
      leftFor(await browser.open(service.authorizeUrl({ ...silent, prompt: 'none' }))).searchParams.get('error');
    expect(await errorOf()).toBe('login_required');
    const consent = await service.consent(browser, silent);
    expect(await errorOf()).toBe('consent_required');
    await approve(browser, consent);
    expect(await errorOf()).toBe(null);
  });

  it('lets who is logged in go on as somebody else', async () => {
    const browser = service.browser();
    const consent = await service.consent(browser);
    const login = await browser.open(/href="(\/login\?[^"]+)"/.exec(consent.text)?.[1] ?? '');
    const other = await logIn(browser, login, 'a builder of big things', 'bob');
    expect(other.text).toContain('You are logged in as bob.');
  });

  it('speaks the language of the browser', async () => {
    const page = await service.browser({ 'accept-language': 'de-CH, en;q=0.5' }).open('/login');
    expect([page.headers['content-language'], page.text.includes('Anmelden')]).toEqual(['de', true]);
  });
});
