import type { INestApplication } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyPage } from '../../support/every-page.js';
import { ask } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startPeopleService, type PeopleService } from '../../support/people-service.js';
import { openAccount } from '../../support/page-forms.js';

/** Where a page can take something from, or send somebody to. */
const addressIn = /\s(?:src|href|action|formaction|srcset|poster|data|data-action)="([^"]*)"/g;

describe.each(adapters)('every page, on %s', (adapter) => {
  let service: PeopleService;
  beforeAll(async () => {
    // An application that lets every site in is no reason to do so with its people.
    const prepare = (app: INestApplication) => app.enableCors({ origin: true, credentials: true });
    service = await startPeopleService({ adapter, prepare });
  });
  afterAll(() => service.stop());

  describe.each(everyPage)('$name', ({ status, open }) => {
    it('can be framed by nobody, and runs no script but the one of its own (CP-02, CP-03)', async () => {
      const page = await open(service);
      const policy = String(page.headers['content-security-policy']).split('; ');
      expect([page.status, page.headers['x-frame-options']]).toEqual([status, 'DENY']);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy.join()).not.toMatch(/unsafe-inline|unsafe-eval|form-action|\*|https?:/);
      expect(page.text).not.toMatch(/<script(?![^>]* src=)|\son[a-z]+=|\sstyle=|javascript:/i);
    });

    it('is kept nowhere, tells no other site where it was, and says nothing of what it is made with (LK-05)', async () => {
      const { headers } = await open(service);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-powered-by']).toBeUndefined();
    });

    it('loads nothing from others, and leads nowhere but to this server (LK-05)', async () => {
      const { text } = await open(service);
      const addresses = [...text.matchAll(addressIn)].map(([, address = '']) => address);
      expect(addresses.filter((address) => !address.startsWith('/') && !address.startsWith('data:'))).toEqual([]);
      expect(text).not.toMatch(/@import|url\(/);
    });

    it('says its language, its title and one heading, and has a label for every input', async () => {
      const { text } = await open(service);
      expect(text).toMatch(/<html lang="en">/);
      expect(text.match(/<title>[^<]+ · [^<]+<\/title>/g)).toHaveLength(1);
      expect(text.match(/<h1>/g)).toHaveLength(1);
      const labels = new Set([...text.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id));
      const inputs = [...text.matchAll(/<input (?![^>]*type="(?:hidden|checkbox)")(?![^>]* hidden)[^>]*id="([^"]+)"/g)];
      expect(inputs.map(([, id]) => id).filter((id) => !labels.has(id))).toEqual([]);
    });
  });

  it.each(['/authorize', '/login', '/consent', '/account', '/logout', '/login/forgotten', '/login/second-factor'])(
    'no other site can read %s with the cookies of a person (DI-05)',
    async (path) => {
      const { browser } = await openAccount(service);
      for (const method of ['GET', 'POST']) {
        const headers = { origin: 'https://evil.test', 'access-control-request-method': 'POST' };
        const answer = await browser.ask(path, { method, headers });
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    },
  );

  it('every form that was accepted answers with 303, so that no browser sends the password on (RU-06)', async () => {
    const browser = service.browser();
    const login = await browser.open(service.authorizeUrl({ prompt: 'consent' }));
    const sent = await browser.send(login, { username: 'alice', password: 'wonderland has a queen' });
    expect([sent.status, sent.headers['referrer-policy']]).toEqual([303, 'no-referrer']);
    const consent = await browser.open(sent.headers.location ?? '');
    const decided = await browser.send(consent, { decision: 'approve' });
    expect([decided.status, decided.headers['referrer-policy']]).toEqual([303, 'no-referrer']);
    expect(decided.headers.location).toMatch(/^https:\/\/app\.test\/cb\?code=/);
  });

  it('a program that asks for a page is told in JSON why there is none', async () => {
    const answer = await ask(`${service.issuer}/login/link?link=unknown`, { headers: { accept: 'application/json' } });
    expect([answer.status, answer.json()['error']]).toEqual([400, 'invalid_request']);
  });

  it('what was in the address of a page stands in no log line (LK-05)', async () => {
    const browser = service.browser();
    for (const path of ['/login?interaction=canary-1', '/consent?interaction=canary-2', '/login/link?link=canary-3'])
      await browser.open(path);
    await browser.open(service.authorizeUrl({ state: 'canary-4', code_challenge: 'canary-5' }));
    await browser.open('/no-such-page?code=canary-6');
    expect(service.log.lines.filter((line) => line.includes('canary'))).toEqual([]);
  });
});
