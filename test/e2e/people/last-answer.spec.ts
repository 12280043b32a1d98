import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { formWith, leftFor, type PageBrowser } from '../../support/page-browser.js';
import { openAccount } from '../../support/page-forms.js';
import { alicePassword, approve, logIn, startPeopleService, type PeopleService } from '../../support/people-service.js';

const json = { 'content-type': 'application/json' };

describe.each(adapters)('what a person answered last is what counts, on %s', (adapter) => {
  let service: PeopleService;
  beforeAll(async () => {
    service = await startPeopleService({ adapter, server: { registration: { management: 'on' } } });
  });
  afterAll(() => service.stop());

  /** Where a request without `prompt` ends for somebody who is logged in. */
  const nextTime = (browser: PageBrowser) => browser.open(service.authorizeUrl({ scope: 'notes:read notes:write' }));

  const askAgain = (browser: PageBrowser) =>
    browser.open(service.authorizeUrl({ prompt: 'consent', scope: 'notes:read notes:write' }));

  it('a scope that was taken out is asked for the next time (CP-07)', async () => {
    const browser = service.browser();
    await approve(browser, await service.consent(browser, { scope: 'notes:read notes:write' }));
    const page = await askAgain(browser);
    leftFor(await browser.submit(page, { decision: 'approve', scope: ['notes:read'] }));
    expect((await nextTime(browser)).text).toContain('Write notes in your name');
  });

  it('who was denied is not let in silently the next time (CP-07)', async () => {
    const browser = service.browser();
    await approve(browser, await service.consent(browser, { scope: 'notes:read notes:write' }));
    const page = await askAgain(browser);
    leftFor(await browser.submit(page, { decision: 'deny' }));
    expect((await nextTime(browser)).text).toContain('Read your notes');
  });

  it('of two answers at the same moment the one that lost is not remembered (CP-06)', async () => {
    for (let round = 0; round < 5; round += 1) {
      const browser = service.browser();
      const page = await service.consent(browser, { scope: 'notes:read notes:write' });
      const [denied] = await Promise.all([
        browser.submit(page, { decision: 'deny' }),
        browser.submit(page, { decision: 'approve' }),
      ]);
      const isDenied = (denied.headers.location ?? '').includes('access_denied');
      const next = await nextTime(browser);
      expect([isDenied, next.headers.location?.includes('code=') ?? false]).not.toEqual([true, true]);
    }
  });

  it('a client that changes where its code goes has to be agreed to once more (CP-05)', async () => {
    const register = { method: 'POST', headers: json };
    const metadata = { client_name: 'Notes', token_endpoint_auth_method: 'none' };
    const body = JSON.stringify({ ...metadata, redirect_uris: ['https://good.test/cb'] });
    const client = (await ask(`${service.issuer}/register`, { ...register, body })).json();
    const browser = service.browser();
    const page = await service.consent(browser, { client_id: String(client['client_id']), redirect_uri: undefined });
    expect(page.text).toContain('good.test');
    const moved = { ...metadata, client_id: client['client_id'], redirect_uris: ['https://evil.test/cb'] };
    const headers = { ...json, authorization: `Bearer ${String(client['registration_access_token'])}` };
    const change = { method: 'PUT', headers, body: JSON.stringify(moved) };
    expect((await ask(String(client['registration_client_uri']), change)).status).toBe(200);
    const answer = await browser.submit(page, { decision: 'approve' });
    expect([answer.status, answer.headers.location]).toEqual([403, undefined]);
  });

  it('two that register the same get two clients, where one of them could change it', async () => {
    const body = JSON.stringify({ redirect_uris: ['https://app.test/cb'], token_endpoint_auth_method: 'none' });
    const register = () => ask(`${service.issuer}/register`, { method: 'POST', headers: json, body });
    const [first, second] = [(await register()).json(), (await register()).json()];
    expect(first['client_id']).not.toBe(second['client_id']);
  });
});

describe.each(adapters)('a password that was changed, on %s', (adapter) => {
  let service: PeopleService;
  beforeAll(async () => {
    service = await startPeopleService({ adapter });
  });
  afterAll(() => service.stop());

  it('ends logins that are under way with the one of before', async () => {
    const { browser, page } = await openAccount(service);
    const attackers = Array.from({ length: 6 }, () => service.browser());
    const logins = attackers.map(async (attacker) => logIn(attacker, await attacker.open('/login'), alicePassword));
    const next = 'a wholly new sentence';
    const form = formWith(page, 'action', 'change_password');
    await browser.submit(page, { current_password: alicePassword, password: next }, form);
    await Promise.all(logins);
    const pages = await Promise.all(attackers.map((attacker) => attacker.open('/account')));
    expect(pages.filter(({ url }) => url.endsWith('/account'))).toEqual([]);
  });
});

it.each(['constructor', '__proto__', 'toString'])(
  'a login page that was asked for with ?done=%s is only one',
  async (done) => {
    const service = await startPeopleService({ adapter: 'express' });
    const page = await service.browser().open(`/login?done=${done}`);
    await service.stop();
    expect(page.status).toBe(200);
  },
);

it('nobody who is logged in is told that they are not', async () => {
  const service = await startPeopleService({ adapter: 'express' });
  const { browser } = await openAccount(service);
  const page = await browser.open('/login?done=logged_out');
  await service.stop();
  expect(page.url).toContain('/account');
});
