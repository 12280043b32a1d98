import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SharedClock } from '../../../libs/mcp-auth/src/core/clock.js';
import { adapters } from '../../support/launch.js';
import { openAccount } from '../../support/page-forms.js';
import { alicePassword, startPeopleService, type PeopleService } from '../../support/people-service.js';

const newPassword = 'through the looking glass';

describe.each(adapters)('a link that sets a password, on %s', (adapter) => {
  let service: PeopleService;
  let people = 0;
  beforeAll(async () => void (service = await startPeopleService({ adapter })));
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => service.stop());

  async function somebody(password?: string) {
    const username = `person-${(people += 1)}`;
    const { subject } = await service.admin.save({ username, password, email: `${username}@example.test` });
    return { username, subject };
  }

  const passHours = (hours: number) => {
    const clock = service.app.get(SharedClock, { strict: false });
    const { nowMs } = clock;
    vi.spyOn(clock, 'nowMs').mockImplementation(() => nowMs.call(clock) + hours * 3_600_000);
  };

  /** The link of the mail that the page for forgotten passwords sends. */
  async function mailed(username: string): Promise<string> {
    const browser = service.browser();
    await browser.submit(await browser.open('/login/forgotten'), { username });
    const mail = await vi.waitUntil(() => service.mails.mails.find(({ to }) => to === `${username}@example.test`));
    return /https?:\S+/.exec(mail.text)?.[0] ?? '';
  }

  async function set(link: string, password = newPassword) {
    const browser = service.browser();
    return browser.submit(await browser.open(link), { password });
  }

  it('comes by mail to who has forgotten theirs, and logs out everybody else', async () => {
    const { username } = await somebody(alicePassword);
    const elsewhere = await openAccount(service, username);
    const end = await set(await mailed(username));
    expect([end.status, end.text.includes('Your password is set')]).toEqual([200, true]);
    expect((await elsewhere.browser.open('/account')).url).toContain('/login');
    expect((await openAccount(service, username, newPassword)).page.url).toContain('/account');
    expect((await openAccount(service, username, alicePassword)).page.status).toBe(400);
  });

  it('says the same whether there is such a person or not, and mails nobody else', async () => {
    const { username } = await somebody(alicePassword);
    const pages = [];
    for (const name of [username, 'nobody-at-all']) {
      const browser = service.browser();
      pages.push(await browser.submit(await browser.open('/login/forgotten'), { username: name }));
    }
    const texts = pages.map(({ status, text }) => [status, text.replaceAll(/value="[^"]*"/g, '')]);
    expect(texts[0]).toEqual(texts[1]);
    await vi.waitUntil(() => service.mails.mails.some(({ to }) => to === `${username}@example.test`));
    expect(service.mails.mails.some(({ to }) => to.startsWith('nobody'))).toBe(false);
  });

  it('is good for one of many who have it at the same moment', async () => {
    const { subject } = await somebody();
    const link = await service.admin.passwordLink(subject);
    const ends = await Promise.all(Array.from({ length: 4 }, (_, index) => set(link, `${newPassword} ${index}`)));
    expect(ends.filter(({ text }) => text.includes('Your password is set'))).toHaveLength(1);
    expect(ends.filter(({ text }) => text.includes('This link was used already, or is too old'))).toHaveLength(3);
  });

  it('is not spent by looking at it, nor by a password that cannot be taken', async () => {
    const { subject } = await somebody();
    const link = await service.admin.passwordLink(subject);
    for (const method of ['GET', 'HEAD']) await service.browser().ask(link, { method });
    const short = await set(link, 'short');
    expect([short.status, short.text.includes('The password is too short')]).toEqual([400, true]);
    expect((await set(link)).text).toContain('Your password is set');
  });

  it.each([
    ['of a mail', 'an hour', 1.01],
    ['of an administrator', 'a week', 7 * 24.1],
  ])('%s is too old after %s', async (by, _, hours) => {
    const { username, subject } = await somebody(alicePassword);
    const link = by === 'of a mail' ? await mailed(username) : await service.admin.passwordLink(subject);
    passHours(hours - 0.2 * hours);
    expect((await service.browser().open(link)).status).toBe(200);
    vi.restoreAllMocks();
    passHours(hours);
    expect((await service.browser().open(link)).text).toContain('This link was used already, or is too old');
  });

  it('of before is good no more once the password was set', async () => {
    const { subject } = await somebody();
    const [first, second] = [await service.admin.passwordLink(subject), await service.admin.passwordLink(subject)];
    await set(second);
    expect((await service.browser().open(first)).text).toContain('This link was used already');
  });

  it('does nothing for who is disabled', async () => {
    const { subject } = await somebody();
    const link = await service.admin.passwordLink(subject);
    await service.admin.disable(subject);
    expect((await service.browser().open(link)).status).toBe(400);
  });

  it('leads to this service, whatever Host the request had', async () => {
    const { username } = await somebody(alicePassword);
    const browser = service.browser({ 'x-forwarded-host': 'evil.test' });
    await browser.submit(await browser.open('/login/forgotten'), { username });
    const mail = await vi.waitUntil(() => service.mails.mails.find(({ to }) => to === `${username}@example.test`));
    expect(mail.text).toContain(`${service.issuer}/login/link?link=`);
  });

  it('is kept as a hash alone, and stands in no log line', async () => {
    const { subject } = await somebody();
    const link = new URL(await service.admin.passwordLink(subject)).searchParams.get('link') ?? '';
    await set(`/login/link?link=${link}`);
    expect(service.log.lines.join('\n')).not.toContain(link);
  });
});

describe.each(adapters)('without mails, on %s', (adapter) => {
  it('the login page says who can help, and there is no page for forgotten passwords', async () => {
    const service = await startPeopleService({ adapter, server: { mail: undefined } });
    const browser = service.browser();
    expect((await browser.open('/login')).text).toContain('The operator of this service can give you a link');
    expect((await browser.open('/login/forgotten')).status).toBe(404);
    await service.stop();
  });
});
