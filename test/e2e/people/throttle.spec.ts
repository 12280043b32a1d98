import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SharedClock } from '../../../libs/mcp-auth/src/core/clock.js';
import { totpCode } from '../../support/authenticator-app.js';
import { withSecondFactor } from '../../support/every-page.js';
import { adapters } from '../../support/launch.js';
import type { Page } from '../../support/page-browser.js';
import { openAccount } from '../../support/page-forms.js';
import { alicePassword, logIn, startPeopleService, type PeopleService } from '../../support/people-service.js';

const behindProxy = { limits: { trustedProxies: ['127.0.0.1'] } };
const tries = Array.from({ length: 100 }, (_, index) => index);
const from = (index: number) => ({ 'x-forwarded-for': `203.0.${Math.floor(index / 200)}.${index % 200}` });
const guessed = (pages: readonly Page[]) => pages.filter(({ status }) => status !== 429).length;

describe.each(adapters)('guessing passwords on %s', (adapter) => {
  let folder: string;
  let replicas: PeopleService[] = [];
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'mcp-auth-'))));
  afterEach(async () => {
    vi.restoreAllMocks();
    await Promise.all(replicas.map((replica) => replica.stop()));
    replicas = [];
    await rm(folder, { recursive: true });
  });

  async function start(options = {}, count = 1): Promise<PeopleService> {
    const server = { dataSource: { type: 'better-sqlite3', database: join(folder, 'store.sqlite') } } as const;
    const first = await startPeopleService({ adapter, options, server });
    replicas.push(first);
    for (const _ of tries.slice(1, count))
      replicas.push(await startPeopleService({ adapter, options, server, publicOrigin: first.issuer }));
    return first;
  }

  /** One try, in a new browser, at one replica after the other. */
  async function guess(index: number, username: string, headers = {}, password = 'a wrong password'): Promise<Page> {
    const service = replicas[index % replicas.length];
    if (service === undefined) throw new Error('Nothing was started');
    const browser = service.browser(headers);
    return logIn(browser, await browser.open('/login'), password, username);
  }

  function pass(seconds: number): void {
    for (const { app } of replicas) {
      const clock = app.get(SharedClock, { strict: false });
      const { nowMs } = clock;
      vi.spyOn(clock, 'nowMs').mockImplementation(() => nowMs.call(clock) + seconds * 1000);
    }
  }

  function passSinceStart(seconds: number): void {
    vi.restoreAllMocks();
    pass(seconds);
  }

  it('at one account comes to its end, from however many addresses and at whatever replica (RL-01)', async () => {
    await start(behindProxy, 2);
    const pages: Page[] = [];
    for (const index of tries) pages.push(await guess(index, 'alice', from(index)));
    expect(guessed(pages)).toBe(25);
    const last = pages.at(-1);
    expect([last?.status, Number(last?.headers['retry-after']) > 0]).toEqual([429, true]);
    expect(last?.text).toMatch(/There were too many tries\. Wait \d+ seconds, and try again\./);
    expect((await guess(0, 'bob', from(7), 'a builder of big things')).url).toContain('/account');
    const seconds = Number(last?.headers['retry-after']);
    expect((await guess(1, 'alice', from(500), alicePassword)).status).toBe(429);
    pass(seconds + 1);
    expect((await guess(1, 'alice', from(501), alicePassword)).url).toContain('/account');
  });

  it('from one address comes to its end, at however many accounts (RL-01)', async () => {
    await start(behindProxy);
    const pages = await Promise.all(tries.map((index) => guess(index, `user-${index}`, from(1))));
    expect(guessed(pages)).toBe(15);
    expect((await guess(0, 'alice', from(2), alicePassword)).url).toContain('/account');
  });

  it('from one address cannot keep an account shut: it counts 15 tries there at most (RL-01)', async () => {
    await start(behindProxy);
    for (const index of tries.slice(0, 15)) await guess(index, 'alice', from(1));
    for (const index of tries.slice(0, 12)) {
      passSinceStart((index + 1) * 3_700);
      await guess(index, 'alice', from(1));
    }
    expect((await guess(0, 'alice', from(2), alicePassword)).url).toContain('/account');
  });

  it('is forgotten a day after the first try, however many came later (RL-01)', async () => {
    await start(behindProxy);
    for (const index of tries.slice(0, 14)) await guess(index, `user-${index}`, from(1));
    passSinceStart(12 * 3_600);
    await guess(0, 'alice', from(1), alicePassword);
    passSinceStart(24 * 3_600 + 60);
    const pages: Page[] = [];
    for (const index of tries.slice(0, 14)) pages.push(await guess(index, `user-${index}`, from(1)));
    expect(guessed(pages)).toBe(14);
  });

  it('is not made easier by an address that the request says itself (RL-01)', async () => {
    await start();
    const pages = await Promise.all(tries.map((index) => guess(index, `user-${index}`, from(index))));
    expect(guessed(pages)).toBe(15);
  });

  it('is counted at the same moment as well as one after the other (RL-01)', async () => {
    await start(behindProxy, 2);
    const pages = await Promise.all(tries.map((index) => guess(index, 'alice', from(index))));
    expect(guessed(pages)).toBe(25);
  });

  it('locks nobody out of a browser at which they have logged in before', async () => {
    const service = await start(behindProxy);
    const { browser } = await openAccount(service);
    for (const index of tries.slice(0, 40)) await guess(index, 'alice', from(index));
    expect((await guess(0, 'alice', from(90), alicePassword)).status).toBe(429);
    const again = await logIn(browser, await browser.open('/login?done=confirm'));
    expect(again.url).toContain('/account');
  });

  it('costs who is right nothing of what is left', async () => {
    await start();
    for (const index of tries.slice(0, 40)) expect((await guess(index, 'alice', {}, alicePassword)).status).toBe(200);
  });

  it('of the second factor comes to its end, and the right code after the pause does', async () => {
    const service = await start();
    const { username, secret } = await withSecondFactor(service, 'dora');
    const browser = service.browser();
    const step = await logIn(browser, await browser.open('/login'), alicePassword, username);
    const answers = await Promise.all(tries.slice(0, 20).map(() => browser.send(step, { code: '000000' })));
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(15);
    expect(answers.filter(({ status, headers }) => status === 429 && Number(headers['retry-after']) > 0)).toHaveLength(
      5,
    );
    pass(31);
    const again = await logIn(browser, await browser.open('/login?done=confirm'), alicePassword, username);
    const code = totpCode(secret, Date.now() + 31_000);
    expect((await browser.submit(again, { code })).url).toContain('/account');
  });

  it('is not helped by the page for a forgotten password, which sends few mails', async () => {
    const service = await start(behindProxy);
    const ask = async (index: number) => {
      const browser = service.browser(from(index));
      return browser.submit(await browser.open('/login/forgotten'), { username: 'alice' });
    };
    const pages: Page[] = [];
    for (const index of tries.slice(0, 6)) pages.push(await ask(index));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429, 429]);
    expect(service.mails.mails).toHaveLength(3);
  });
});
