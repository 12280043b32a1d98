import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SharedClock } from '../../../libs/mcp-auth/src/core/clock.js';
import { ask, bearer, initializeCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { formWith, type PageBrowser } from '../../support/page-browser.js';
import { openAccount } from '../../support/page-forms.js';
import { approve, logIn, startPeopleService, type PeopleService } from '../../support/people-service.js';

const minute = 60_000;
const hour = 60 * minute;

describe.each(adapters)('the session of a browser, on %s', (adapter) => {
  let service: PeopleService;
  beforeAll(async () => {
    service = await startPeopleService({ adapter, server: { sessions: { idleSeconds: 3600, absoluteSeconds: 7200 } } });
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => service.stop());

  const sessionCookie = () => `mcp_auth_${new URL(service.issuer).port}_session`;
  const pass = (ms: number) => {
    vi.restoreAllMocks();
    const clock = service.app.get(SharedClock, { strict: false });
    const { nowMs } = clock;
    vi.spyOn(clock, 'nowMs').mockImplementation(() => nowMs.call(clock) + ms);
  };
  const isIn = async (browser: PageBrowser) => (await browser.open('/account')).url.endsWith('/account');

  it('has a new secret at every login, and one that was planted stays nobody’s (CP-04)', async () => {
    const browser = service.browser();
    const planted = randomBytes(32).toString('base64url');
    browser.cookies.set(sessionCookie(), planted);
    await logIn(browser, await browser.open('/login'));
    const first = browser.cookies.get(sessionCookie());
    expect(first).not.toBe(planted);
    const attacker = service.browser();
    attacker.cookies.set(sessionCookie(), planted);
    expect(await isIn(attacker)).toBe(false);
    await logIn(browser, await browser.open('/login?done=confirm'));
    expect(browser.cookies.get(sessionCookie())).not.toBe(first);
    attacker.cookies.set(sessionCookie(), first ?? '');
    expect(await isIn(attacker)).toBe(false);
  });

  it('ends when the browser was idle for too long', async () => {
    const { browser } = await openAccount(service);
    pass(59 * minute);
    expect(await isIn(browser)).toBe(true);
    pass(1.9 * hour);
    expect(await isIn(browser)).toBe(true);
    const { browser: idle } = await openAccount(service);
    pass(1.9 * hour + 61 * minute);
    expect(await isIn(idle)).toBe(false);
  });

  it('ends at last, however much it is used', async () => {
    const { browser } = await openAccount(service);
    for (const minutes of [50, 100, 119]) {
      pass(minutes * minute);
      expect(await isIn(browser)).toBe(true);
    }
    pass(2 * hour);
    expect(await isIn(browser)).toBe(false);
  });

  it('is over after a logout, and what was in the cookie opens nothing more', async () => {
    const { browser, page } = await openAccount(service);
    const before = new Map(browser.cookies);
    const end = await browser.submit(page, {}, formWith(page, 'action', 'log_out'));
    expect([end.status, end.text.includes('You are logged out.')]).toEqual([200, true]);
    expect(browser.cookies.has(sessionCookie())).toBe(false);
    for (const [name, value] of before) browser.cookies.set(name, value);
    expect(await isIn(browser)).toBe(false);
  });

  it('ends at every browser after a logout everywhere, and tokens go on', async () => {
    const browsers = await Promise.all([openAccount(service), openAccount(service)]);
    const consenting = service.browser();
    const tokens = (await service.redeem(await approve(consenting, await service.consent(consenting)))).json();
    const { browser, page } = browsers[0];
    await browser.submit(page, {}, formWith(page, 'action', 'log_out_everywhere'));
    for (const one of [consenting, ...browsers.map((opened) => opened.browser)]) expect(await isIn(one)).toBe(false);
    expect((await service.refresh(String(tokens['refresh_token']))).status).toBe(200);
  });

  it('can be ended by its person from elsewhere, and by nobody else', async () => {
    const lost = await openAccount(service);
    const { browser, page } = await openAccount(service);
    const form = page.forms.find(({ fields }) =>
      fields.some(([name, value]) => name === 'action' && value === 'end_session'),
    );
    const stranger = await openAccount(service, 'bob', 'a builder of big things');
    const session = form?.fields.find(([name]) => name === 'session')?.[1] ?? '';
    await stranger.browser.submit(
      stranger.page,
      { action: 'end_session', session },
      formWith(stranger.page, 'action', 'log_out'),
    );
    expect(await isIn(lost.browser)).toBe(true);
    await browser.submit(page, {}, formWith(page, 'session', session));
    expect(await isIn(lost.browser)).toBe(false);
  });

  it('asks before it logs out whoever follows a link to the logout', async () => {
    const { browser } = await openAccount(service);
    const page = await browser.open('/logout');
    expect(page.text).toContain('Log out?');
    expect(await isIn(browser)).toBe(true);
    await browser.submit(page);
    expect(await isIn(browser)).toBe(false);
  });

  it('takes no more room in the browser for fifty flows than for one, and the newest works (RL-07)', async () => {
    const browser = service.browser();
    await service.consent(browser);
    const names = [...browser.cookies.keys()];
    const pages = [];
    for (const flow of Array.from({ length: 50 }, (_, index) => index))
      pages.push(await browser.open(service.authorizeUrl({ prompt: 'consent', state: `flow ${flow}` })));
    expect([...browser.cookies.keys()]).toEqual(names);
    const newest = pages.at(-1);
    if (newest === undefined) throw new Error('No page was opened');
    expect((await approve(browser, newest)).searchParams.get('state')).toBe('flow 49');
  });

  it('stands in cookies of this host alone, with the port in their names on loopback (CP-08)', async () => {
    const browser = service.browser();
    await approve(browser, await service.consent(browser));
    const { port } = new URL(service.issuer);
    expect(browser.setCookies.length).toBeGreaterThanOrEqual(3);
    for (const line of browser.setCookies) {
      expect(line).toMatch(new RegExp(`^mcp_auth_${port}_(?:browser|session|device)=[\\w-]{43}; Path=/;`));
      expect(line).toMatch(/; HttpOnly; SameSite=Lax$/);
      expect(line).not.toMatch(/Domain|Secure/i);
    }
  });

  it('sets no cookie at the MCP endpoint (CP-08)', async () => {
    const browser = service.browser();
    const back = await approve(browser, await service.consent(browser));
    const token = String((await service.redeem(back)).json()['access_token']);
    const answers = [initializeCall(), withHeaders(initializeCall(), bearer(token))].map((call) =>
      ask(service.resource, call),
    );
    expect((await Promise.all(answers)).map(({ status, headers }) => [status, headers['set-cookie']])).toEqual([
      [401, undefined],
      [200, undefined],
    ]);
  });
});

describe.each(adapters)('the session of a browser over https, on %s', (adapter) => {
  it('stands in cookies that no other host and no http can set (CP-08)', async () => {
    const service = await startPeopleService({
      adapter,
      publicOrigin: 'https://api.test',
      server: {
        dataSource: { type: 'better-sqlite3', database: ':memory:' },
        encryptionKeys: [randomBytes(32).toString('base64')],
      },
    });
    try {
      const browser = service.browser();
      const back = await approve(browser, await service.consent(browser));
      expect((await service.redeem(back)).status).toBe(200);
      expect(browser.setCookies.length).toBeGreaterThanOrEqual(3);
      for (const line of browser.setCookies) {
        expect(line).toMatch(/^__Host-mcp_auth_(?:browser|session|device)=[\w-]{43}; Path=\/; /);
        expect(line).toMatch(/; HttpOnly; SameSite=Lax; Secure$/);
        expect(line).not.toMatch(/Domain/i);
      }
    } finally {
      await service.stop();
    }
  });
});
