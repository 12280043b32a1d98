import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testChallenge } from '../../support/authorization.js';
import { adapters } from '../../support/launch.js';
import { outcomeOf, refusalOf, startAttacked, type AttackedService } from '../../support/oauth-attack.js';
import { startOAuthService } from '../../support/oauth-service.js';

describe.each(adapters)('attacks with redirect URIs and without PKCE on %s', (adapter) => {
  let service: AttackedService;
  beforeAll(async () => {
    service = await startAttacked(adapter);
  });
  afterAll(() => service.stop());

  it.each([
    'https://app.test/cb/',
    'https://app.test/cb?x=1',
    'https://app.test/cb/../cb',
    'https://app.test/cb%2f..',
    'https://app.test/cb/%252e%252e/',
    'https://app.test/CB',
    'HTTPS://APP.TEST/cb',
    'https://app.test:443/cb',
    'https://app.test@evil.test/cb',
    'https://app.test.evil.test/cb',
    'https://app.test\\@evil.test/cb',
    'https://app.test/cb#f',
    'https://app.test/cb#',
    'https://app.test/cb\0',
    'https://app.test/c\tb',
    ' https://app.test/cb',
    '//app.test/cb',
    'javascript:alert(1)',
  ])('%j is not the registered one (RU-01, AS-06, AS-07)', async (redirect_uri) => {
    expect(outcomeOf(await service.authorize({ redirect_uri }))).toBe('page 400');
  });

  it('of a loopback address only the port may differ (RU-02)', async () => {
    const asked = async (redirect_uri: string) =>
      outcomeOf(await service.authorize({ client_id: 'native', redirect_uri }));
    expect(await asked('http://127.0.0.1:51234/cb')).toBe('code');
    const others = [
      'http://localhost:51234/cb',
      'http://[::1]/cb',
      'http://127.0.0.2/cb',
      'https://127.0.0.1/cb',
      'http://127.0.0.1:51234/other',
      'http://127.0.0.1:51234/cb?x=1',
      'http://127.0.0.1:51234@evil.test/cb',
      'http://127.0.0.1:999999/cb',
    ];
    expect(await Promise.all(others.map(asked))).toEqual(others.map(() => 'page 400'));
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'http://app.test/cb',
    'http://localhost.evil.test/cb',
    'https://app.test/cb#f',
  ])('%s in the options does not start (RU-03)', async (uri) => {
    const clients = [{ clientId: 'bad', redirectUris: [uri] }];
    await expect(startOAuthService({ adapter, server: { clients } })).rejects.toThrow(/redirectUris/);
  });

  it.each([
    ['a bad response type', { response_type: 'token' }],
    ['a bad scope', { scope: '"' }],
    ['no challenge', { code_challenge: undefined }],
    ['a foreign resource', { resource: 'https://foreign.test' }],
    ['a bad state', { state: '\0' }],
    ['nobody asked', { prompt: 'none' }],
  ])('%s is not told to an unchecked address (RU-05)', async (_, changes) => {
    const answer = await service.authorize({ redirect_uri: 'https://evil.test/cb', ...changes });
    expect(outcomeOf(answer)).toBe('page 400');
    expect(answer.text).not.toContain('evil.test');
  });

  it('none at all is enough for one that is registered, and not for two (RU-05)', async () => {
    expect(outcomeOf(await service.authorize({ redirect_uri: undefined }))).toBe('code');
    expect(outcomeOf(await service.authorize({ client_id: 'two', redirect_uri: undefined }))).toBe('page 400');
  });

  it('another one, or none, does not redeem the code, and does not spend it (RU-04)', async () => {
    const code = await service.code({ client_id: 'two' });
    const as = { client_id: 'two' };
    for (const redirect_uri of ['https://app.test/other', 'https://app.test/cb/', '']) {
      expect(refusalOf(await service.redeem(code, { ...as, redirect_uri }))).toEqual([400, 'invalid_grant']);
    }
    expect((await service.redeem(code, as)).status).toBe(200);
  });

  it.each(['cli', 'web'])('the client %s gets no code without a challenge (PK-01, AS-05)', async (client_id) => {
    const without = { client_id, code_challenge: undefined, code_challenge_method: undefined };
    expect(outcomeOf(await service.authorize(without))).toBe('invalid_request');
    expect(outcomeOf(await service.authorize({ client_id, code_challenge: '' }))).toBe('invalid_request');
    expect(outcomeOf(await service.authorize({ ...without, code_challenge_method: 'S256' }))).toBe('invalid_request');
  });

  it.each(['plain', undefined, 's256', 'S512', ''])(
    'the method %j is refused (PK-02)',
    async (code_challenge_method) => {
      expect(outcomeOf(await service.authorize({ code_challenge_method }))).toBe('invalid_request');
    },
  );

  it.each([
    testChallenge.slice(1),
    'x'.repeat(129),
    `${testChallenge.slice(1)}=`,
    `${testChallenge.slice(1)}+`,
    `${testChallenge.slice(1)}/`,
    `${testChallenge.slice(1)} `,
    `${testChallenge.slice(1)}ä`,
  ])('the challenge %j is refused (PK-03)', async (code_challenge) => {
    expect(outcomeOf(await service.authorize({ code_challenge }))).toBe('invalid_request');
  });

  it('no verifier, and none that is wrong, redeems a code or spends it (PK-04)', async () => {
    const code = await service.code();
    for (const code_verifier of ['', 'x'.repeat(42), 'x'.repeat(43), 'x'.repeat(129), `${'x'.repeat(43)}ä`]) {
      const { status, json } = await service.redeem(code, { code_verifier });
      expect([status, ['invalid_grant', 'invalid_request'].includes(String(json()['error']))]).toEqual([400, true]);
    }
    expect((await service.redeem(code)).status).toBe(200);
  });

  it('a verifier does not help where the challenge was taken away on the way (PK-05)', async () => {
    expect(outcomeOf(await service.authorize({ code_challenge: undefined }))).toBe('invalid_request');
  });
});
