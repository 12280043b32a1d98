import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters } from '../../support/launch.js';
import { formKinds } from '../../support/page-forms.js';
import { startPeopleService, type PeopleService } from '../../support/people-service.js';

describe.each(adapters)('a form that is not the one of this browser, on %s', (adapter) => {
  let service: PeopleService;
  beforeAll(async () => void (service = await startPeopleService({ adapter })));
  afterAll(() => service.stop());

  describe.each(formKinds)('$name', ({ open }) => {
    it('is refused with 403 without its value, with that of another form, and with one that was changed (CP-01)', async () => {
      const { browser, page, form, filled } = await open(service);
      const other = (await service.browser().open('/login/forgotten')).forms[0]?.fields.find(
        ([n]) => n === 'csrf',
      )?.[1];
      for (const csrf of [undefined, other, 'x'.repeat(43), '']) {
        const answer = await browser.send(page, { ...filled, csrf }, form);
        expect([answer.status, answer.headers.location]).toEqual([403, undefined]);
        expect(answer.text).toContain('This form did not come from the page that was open here');
      }
    });

    it('is refused with 403 from another browser (CP-01)', async () => {
      const { page, form, filled } = await open(service);
      const attacker = (await open(service)).browser;
      expect((await attacker.send(page, filled, form)).status).toBe(403);
      const stranger = await service.browser().send(page, filled, form);
      // Who is not logged in is sent to log in: nothing else happens.
      expect([303, 403]).toContain(stranger.status);
      expect(stranger.headers.location ?? '/login').toMatch(/^\/login/);
    });

    it.each([
      [{ origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
      [{ origin: 'null', 'sec-fetch-site': 'cross-site' }],
      [{ origin: 'null', 'sec-fetch-site': 'same-site' }],
      [{ origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' }],
    ])('is refused with 403 from a page of others: %o (CP-01)', async (headers) => {
      const { browser, page, form, filled } = await open(service);
      expect((await browser.send(page, filled, form, headers)).status).toBe(403);
    });

    it('is refused where a field is doubled', async () => {
      const { browser, page, form, filled } = await open(service);
      const [name = 'csrf'] = Object.keys(filled);
      const value = filled[name] ?? form.fields.find((field) => field[0] === name)?.[1] ?? '';
      const answer = await browser.send(page, { ...filled, [name]: [value, value] }, form);
      expect([answer.status, answer.text.includes('The form cannot be read')]).toEqual([400, true]);
    });

    it('still does its work afterwards for whom it was made', async () => {
      const { browser, page, form, filled } = await open(service);
      await browser.send(page, { ...filled, csrf: 'forged' }, form);
      expect((await browser.send(page, filled, form)).status).toBeLessThan(400);
    });
  });

  it('is taken from a browser that says nothing of where it comes from', async () => {
    const browser = service.browser();
    const page = await browser.open('/login');
    const [form] = page.forms;
    const answer = await browser.ask(form?.action ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(
        [...(form?.fields ?? [])].map(([n, v]) => [n, n === 'username' ? 'nobody' : v]),
      ).toString(),
    });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Type your user name and your password.');
  });
});
