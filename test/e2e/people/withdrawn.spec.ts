import { GrantAdministration, StoredClients } from 'nestjs-mcp-auth/oauth-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { formWith } from '../../support/page-browser.js';
import { openAccount } from '../../support/page-forms.js';
import { alicePassword, approve, startPeopleService, type PeopleService } from '../../support/people-service.js';

const refusal = ({ status, json }: Answer) => [status, json()['error']];

describe.each(adapters)('what was allowed and is withdrawn, on %s', (adapter) => {
  let service: PeopleService;
  let clients: StoredClients;
  let [people, username, subject] = [0, '', ''];
  beforeAll(async () => {
    service = await startPeopleService({ adapter });
    clients = service.app.get(StoredClients, { strict: false });
  });
  beforeEach(async () => {
    username = `person-${(people += 1)}`;
    ({ subject } = await service.admin.save({ username, password: alicePassword }));
    await clients.save({ clientId: 'stored', redirectUris: ['https://app.test/cb'] });
  });
  afterAll(() => service.stop());

  const client_id = 'stored';

  async function code(): Promise<URL> {
    const { browser } = await openAccount(service, username);
    return approve(browser, await browser.open(service.authorizeUrl({ client_id, prompt: 'consent' })));
  }

  const withdrawals: readonly (readonly [string, () => Promise<unknown>, readonly [number, string]])[] = [
    ['the person is disabled', () => service.admin.disable(subject), [400, 'invalid_grant']],
    ['the person is removed', () => service.admin.remove(subject), [400, 'invalid_grant']],
    ['the client is disabled', () => clients.setStatus('stored', 'disabled'), [401, 'invalid_client']],
    ['the client is removed', () => clients.remove('stored'), [401, 'invalid_client']],
    [
      'the operator ends it',
      () => service.app.get(GrantAdministration, { strict: false }).end({ subject }),
      [400, 'invalid_grant'],
    ],
    [
      'the person takes it back',
      async () => {
        const { browser, page } = await openAccount(service, username);
        await browser.submit(page, {}, formWith(page, 'client', client_id));
      },
      [400, 'invalid_grant'],
    ],
  ];

  it.each(withdrawals)('gives no token for a code where %s meanwhile (CC-04)', async (_, withdraw, expected) => {
    const at = await code();
    await withdraw();
    expect(refusal(await service.redeem(at, { client_id }))).toEqual(expected);
  });

  it.each(withdrawals)('is not renewed where %s meanwhile (RT-08)', async (_, withdraw, expected) => {
    const refresh = String((await service.redeem(await code(), { client_id })).json()['refresh_token']);
    await withdraw();
    expect(refusal(await service.refresh(refresh, client_id))).toEqual(expected);
  });
});
