import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, bearer, initializeCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { formWith } from '../../support/page-browser.js';
import { openAccount } from '../../support/page-forms.js';
import { approve, startPeopleService, type PeopleService } from '../../support/people-service.js';

describe.each(adapters)('an application that is taken back on the account page, on %s', (adapter) => {
  let [folder, replicas]: [string, PeopleService[]] = ['', []];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcp-auth-'));
    const server = { dataSource: { type: 'better-sqlite3', database: join(folder, 'store.sqlite') } } as const;
    const first = await startPeopleService({ adapter, server });
    replicas = [first, await startPeopleService({ adapter, server, publicOrigin: first.issuer })];
  });
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await rm(folder, { recursive: true });
  });

  it('has no access within a second, at another replica too, and cannot renew it there', async () => {
    const [here, there] = replicas;
    if (here === undefined || there === undefined) throw new Error('Nothing was started');
    const { browser } = await openAccount(here);
    const back = await approve(browser, await browser.open(here.authorizeUrl({ prompt: 'consent' })));
    const tokens = (await here.redeem(back)).json();
    const call = withHeaders(initializeCall(), bearer(String(tokens['access_token'])));
    const statusAt = async ({ origin }: PeopleService) => {
      const host = new URL(here.issuer).host;
      return (await ask(`${origin}/mcp`, withHeaders(call, { host }))).status;
    };
    expect([await statusAt(here), await statusAt(there)]).toEqual([200, 200]);
    const page = await browser.open('/account');
    await browser.submit(page, {}, formWith(page, 'action', 'revoke'));
    const startedAtMs = performance.now();
    expect(await statusAt(here)).toBe(401);
    while ((await statusAt(there)) === 200 && performance.now() - startedAtMs < 5_000);
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
    expect((await there.refresh(String(tokens['refresh_token']))).json()['error']).toBe('invalid_grant');
  });
});
