import { EventEmitter, once } from 'node:events';
import { StoredClients } from 'nestjs-mcp-auth/oauth-server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SharedClock } from '../../../libs/mcp-auth/src/core/clock.js';
import { Store } from '../../../libs/mcp-auth/src/oauth-server/repositories/store.js';
import { adapters } from '../../support/launch.js';
import { formWith, leftFor } from '../../support/page-browser.js';
import { approve, logIn, startPeopleService, type PeopleService } from '../../support/people-service.js';

describe.each(adapters)('a flow that goes wrong, on %s', (adapter) => {
  let service: PeopleService;
  beforeAll(async () => void (service = await startPeopleService({ adapter })));
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => service.stop());

  const passMinutes = (minutes: number) => {
    const clock = service.app.get(SharedClock, { strict: false });
    const { nowMs } = clock;
    vi.spyOn(clock, 'nowMs').mockImplementation(() => nowMs.call(clock) + minutes * 60_000);
  };

  /** No request goes on before so many have read what waits: as at several replicas. */
  const whenAllHaveRead = (count: number) => {
    const { interactions } = service.app.get(Store, { strict: false }).people;
    const { find } = interactions;
    const read = new EventEmitter();
    const all = once(read, 'all');
    let readers = 0;
    vi.spyOn(interactions, 'find').mockImplementation(async (digest) => {
      const found = await find.call(interactions, digest);
      if ((readers += 1) === count) read.emit('all');
      await all;
      return found;
    });
  };

  it('that took too long says so, and gives no code', async () => {
    const browser = service.browser();
    const consent = await service.consent(browser);
    passMinutes(16);
    const answer = await browser.submit(consent, { decision: 'approve' });
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    expect(answer.text).toContain('You took longer than this request waits. Start again in your application.');
  });

  it('whose login took too long says so', async () => {
    const browser = service.browser();
    const login = await browser.open(service.authorizeUrl({ prompt: 'consent' }));
    passMinutes(16);
    const answer = await logIn(browser, login);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('You took longer than this request waits');
  });

  it('goes on in each of two tabs by itself', async () => {
    const browser = service.browser();
    const first = await service.consent(browser);
    const second = await browser.open(service.authorizeUrl({ prompt: 'consent', state: 'the other' }));
    const back = await approve(browser, first);
    const other = await approve(browser, second);
    expect([back.searchParams.get('state'), other.searchParams.get('state')]).toEqual(['a state', 'the other']);
  });

  it('is answered once: after the back button a page says so, and nothing is sent again', async () => {
    const browser = service.browser();
    const consent = await service.consent(browser);
    await approve(browser, consent);
    const again = await browser.submit(consent, { decision: 'approve' });
    expect([again.status, again.headers.location]).toEqual([400, undefined]);
    expect(again.text).toContain('This request was answered already');
    expect((await browser.open(consent.url)).text).toContain('This request was answered already');
  });

  it('opens once more by a link where a form could not be taken', async () => {
    const browser = service.browser();
    const consent = await service.consent(browser);
    const refused = await browser.submit(consent, { decision: 'approve', csrf: 'forged' });
    const link = /<a href="([^"]+)">Open the page once more/.exec(refused.text)?.[1] ?? '';
    const again = await browser.open(link);
    expect((await approve(browser, again)).searchParams.has('code')).toBe(true);
  });

  it('gives one code to two clicks at once', async () => {
    const browser = service.browser();
    const consent = await service.consent(browser);
    whenAllHaveRead(8);
    const answers = await Promise.all(Array.from({ length: 8 }, () => browser.send(consent, { decision: 'approve' })));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(7);
  });

  it('goes on where somebody logs in again after the back button', async () => {
    const browser = service.browser();
    const login = await browser.open(service.authorizeUrl({ prompt: 'consent' }));
    await logIn(browser, login);
    expect((await logIn(browser, login)).url).toContain('/consent?');
  });

  it('says what to do where the browser keeps no cookies', async () => {
    const browser = service.browser();
    const login = await browser.open(service.authorizeUrl());
    browser.cookies.clear();
    const answer = await logIn(browser, login);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Allow cookies for it, and start again');
  });

  it('cannot be taken over by another browser that knows its address', async () => {
    const victim = service.browser();
    const consent = await service.consent(victim);
    const attacker = service.browser();
    await logIn(attacker, await attacker.open('/login'), 'a builder of big things', 'bob');
    const stolen = await attacker.open(consent.url);
    expect([stolen.status, stolen.text.includes('This request began in another browser')]).toEqual([403, true]);
    expect((await approve(victim, consent)).searchParams.has('code')).toBe(true);
  });

  it('does nothing for who logs in after somebody whose page is still open in another tab', async () => {
    const browser = service.browser();
    const alices = await logIn(browser, await browser.open('/login'));
    await logIn(browser, await browser.open('/login?done=confirm'), 'a builder of big things', 'bob');
    const answer = await browser.send(alices, {}, formWith(alices, 'action', 'log_out_everywhere'));
    expect([answer.status, answer.headers.location]).toEqual([403, undefined]);
    expect((await browser.open('/account')).text).toContain('You are logged in as bob.');
  });

  it('ends with a page where the client is deleted meanwhile', async () => {
    const clients = service.app.get(StoredClients, { strict: false });
    await clients.save({ clientId: 'short-lived', redirectUris: ['https://app.test/cb'] });
    const browser = service.browser();
    const consent = await service.consent(browser, { client_id: 'short-lived' });
    await clients.remove('short-lived');
    const answer = await browser.submit(consent, { decision: 'approve' });
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    expect(answer.text).toContain('This service does not know the application');
  });

  it('starts at the login again where the session ended meanwhile', async () => {
    const browser = service.browser();
    const consent = await service.consent(browser);
    await service.admin.disable(service.alice);
    await service.admin.enable(service.alice);
    const answer = await browser.send(consent, { decision: 'approve' });
    expect([answer.status, answer.headers.location?.startsWith('/login?')]).toEqual([303, true]);
  });

  it('never answers with a stack trace or a blank', async () => {
    const browser = service.browser();
    for (const path of [
      '/consent',
      '/consent?interaction=',
      '/consent?interaction=x&interaction=y',
      '/authorize/continue',
    ])
      expect((await browser.open(path)).text).toContain('This request cannot go on');
    for (const path of ['/login?interaction=unknown', '/login/link', '/login/link?link=unknown']) {
      const page = await browser.open(path);
      expect(page.text).toContain('<h1>');
      expect(page.text).not.toMatch(/at \w+ \(|node_modules/);
    }
  });

  it('is told in the language of the browser', async () => {
    const page = await service.browser({ 'accept-language': 'de' }).open('/login/link?link=unknown');
    expect(page.text).toContain('Dieser Link wurde schon benutzt oder ist zu alt.');
  });

  it('names what the application did wrong for its developers, and never sends there', async () => {
    const page = await service.browser().open(service.authorizeUrl({ redirect_uri: 'https://evil.test/cb' }));
    expect([page.status, page.headers.location]).toEqual([400, undefined]);
    expect(page.text).toContain('an address that it has not registered, so nothing was sent there');
    expect(page.text).toContain('For its developers: The redirect_uri is none that the client has registered.');
  });

  it('tells the client of a refusal at the end, where somebody is logged in', async () => {
    const browser = service.browser();
    await service.consent(browser);
    const back = leftFor(await browser.open(service.authorizeUrl({ scope: '"' })));
    expect(back.searchParams.get('error')).toBe('invalid_scope');
  });
});
