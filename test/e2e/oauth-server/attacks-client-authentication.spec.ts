import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../../libs/mcp-auth/src/core/clock.js';
import { adapters } from '../../support/launch.js';
import {
  attackedClients,
  basic,
  clientSecret,
  refusalOf,
  startAttacked,
  type AttackedService,
} from '../../support/oauth-attack.js';

const oddSecret = 'colon: plus+ percent% umlaut-ä and all of 32 characters';
const nextSecret = 'the next secret of the client, long enough too';
const rotatedAtMs = Date.now() + 3_600_000;
const clients = [
  ...attackedClients,
  { clientId: 'odd id: +%ä', secrets: [{ value: oddSecret }] },
  { clientId: 'rotating', secrets: [{ value: clientSecret, expiresAt: new Date(rotatedAtMs) }, { value: nextSecret }] },
];
const machine = { grant_type: 'client_credentials' };
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const refused = [401, 'invalid_client'];

describe.each(adapters)('attacks on client authentication on %s', (adapter) => {
  let service: AttackedService;
  let passedMs = 0;
  beforeAll(async () => {
    service = await startAttacked(adapter, { clients });
    service.app.get(Clock, { strict: false }).nowMs = () => Date.now() + passedMs;
  });
  afterAll(() => service.stop());

  it('a wrong secret, an unknown client and an expired secret are told alike (CA-01)', async () => {
    passedMs = 7_200_000;
    const answers = [
      await service.token(machine, basic('machine', 'wrong')),
      await service.token(machine, basic('nobody', 'wrong')),
      await service.token(machine, basic('rotating', clientSecret)),
    ];
    passedMs = 0;
    const seen = answers.map(({ status, headers, json }) => {
      const { correlation_id: _, ...told } = json();
      return [status, told, { ...headers, date: '', 'content-length': '' }];
    });
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]?.[0]).toBe(401);
  });

  it('a wrong secret does not turn a refresh token over (CA-01)', async () => {
    const code = await service.code({ client_id: 'web' });
    const { refresh_token } = (await service.redeem(code, {}, basic('web'))).json();
    const refresh = { grant_type: 'refresh_token', refresh_token: String(refresh_token) };
    expect(refusalOf(await service.token(refresh, basic('web', 'wrong')))).toEqual(refused);
    expect((await service.token(refresh, basic('web'))).status).toBe(200);
  });

  it.each([
    ['a header and a secret', { client_id: 'machine', client_secret: clientSecret }, basic('machine')],
    [
      'a header and an assertion',
      { client_assertion: 'a.b.c', client_assertion_type: assertionType },
      basic('machine'),
    ],
    [
      'a secret and an assertion',
      {
        client_id: 'post',
        client_secret: clientSecret,
        client_assertion: 'a.b.c',
        client_assertion_type: assertionType,
      },
      {},
    ],
    ['a header and another client id', { client_id: 'web' }, basic('machine')],
  ])('%s is more than one way (CA-02)', async (_, parameters, headers) => {
    expect(refusalOf(await service.token({ ...machine, ...parameters }, headers))).toEqual([400, 'invalid_request']);
  });

  it.each([
    ['without a colon', Buffer.from('machine').toString('base64')],
    ['that is not base64', '***'],
    ['with a bad percent code', Buffer.from('machine:%zz').toString('base64')],
    ['without an id', Buffer.from(`:${clientSecret}`).toString('base64')],
    ['that is no UTF-8', Buffer.from([0xff, 0x3a, 0xff]).toString('base64')],
    ['that is empty', ''],
  ])('a header %s is refused with the scheme that is meant (CA-03)', async (_, value) => {
    const answer = await service.token(machine, { authorization: `Basic ${value}` });
    expect([...refusalOf(answer), answer.headers['www-authenticate']]).toEqual([...refused, 'Basic realm="oauth"']);
  });

  it('any id and secret work where they are encoded, and the scheme in any case (CA-03, AS-22)', async () => {
    const { authorization } = basic('odd id: +%ä', oddSecret);
    expect((await service.token(machine, { authorization })).status).toBe(200);
    const lower = authorization.replace('Basic', 'basic');
    expect((await service.token(machine, { authorization: lower })).status).toBe(200);
  });

  it.each([
    ['a secret in the body for one in the header', { client_id: 'web', client_secret: clientSecret }, {}],
    ['a header for a secret in the body', {}, basic('post')],
    ['nothing for a secret', { client_id: 'web' }, {}],
    ['a secret for none', { client_id: 'cli', client_secret: clientSecret }, {}],
    ['a header for none', {}, basic('cli')],
    [
      'an assertion for a secret',
      { client_id: 'web', client_assertion: 'a.b.c', client_assertion_type: assertionType },
      {},
    ],
  ])('%s is refused (CA-04, AS-23)', async (_, parameters, headers) => {
    const refresh = { grant_type: 'refresh_token', refresh_token: 'x' };
    expect(refusalOf(await service.token({ ...refresh, ...parameters }, headers))).toEqual(refused);
  });

  it('nobody and no public client may look into tokens (CA-08)', async () => {
    const { accessToken } = await service.logIn();
    const answers = [
      await service.post('/introspect', { token: accessToken }),
      await service.post('/introspect', { token: accessToken, client_id: 'cli' }),
      await service.post('/introspect', { token: accessToken }, { authorization: `Bearer ${accessToken}` }),
    ];
    expect(answers.map(refusalOf)).toEqual([refused, refused, refused]);
  });

  it('a public client is no machine (CA-08)', async () => {
    const answer = await service.token({ ...machine, client_id: 'cli' });
    expect(refusalOf(answer)).toEqual([400, 'unauthorized_client']);
  });

  it('while a secret is changed both are good, and then the new one alone (CA-09)', async () => {
    const statusOf = async (secret: string) => (await service.token(machine, basic('rotating', secret))).status;
    expect([await statusOf(clientSecret), await statusOf(nextSecret)]).toEqual([200, 200]);
    passedMs = 7_200_000;
    expect([await statusOf(clientSecret), await statusOf(nextSecret)]).toEqual([401, 200]);
    passedMs = 0;
  });
});
