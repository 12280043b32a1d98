import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, bearer, initializeCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { approve, startPeopleService, type PeopleService } from '../../support/people-service.js';

const crowd = Array.from({ length: 200 }, (_, index) => index);

describe.each(adapters)('two hundred logins at once, on %s', (adapter) => {
  let service: PeopleService;
  beforeAll(async () => {
    service = await startPeopleService({ adapter, options: { limits: { trustedProxies: ['127.0.0.1'] } } });
  });
  afterAll(() => service.stop());

  it('are all judged, while tokens are verified as ever (RL-04)', async () => {
    const person = service.browser();
    const back = await approve(person, await service.consent(person));
    const token = String((await service.redeem(back)).json()['access_token']);
    const opened = crowd.map(async (index) => {
      const browser = service.browser({ 'x-forwarded-for': `203.0.113.${index}` });
      return { browser, page: await browser.open('/login') };
    });
    const pages = await Promise.all(opened);
    let judged = 0;
    const logins = pages.map(async ({ browser, page }, index) => {
      const { status } = await browser.send(page, { username: `user-${index}`, password: 'a wrong password' });
      judged += 1;
      return status;
    });
    for (const _ of crowd.slice(0, 20)) {
      const answer = await ask(service.resource, withHeaders(initializeCall(), bearer(token)));
      expect(answer.status).toBe(200);
    }
    expect(judged).toBeLessThan(crowd.length);
    expect(new Set(await Promise.all(logins))).toEqual(new Set([400]));
  });
});
