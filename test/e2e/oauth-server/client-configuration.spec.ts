import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, bearer } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startOAuthService, type OAuthService } from '../../support/oauth-service.js';

const description = {
  client_name: 'Notes',
  redirect_uris: ['https://app.test/cb'],
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
};
const typed = { 'content-type': 'application/json' };

describe.each(adapters)('the client configuration endpoint (RFC 7592) on %s', (adapter) => {
  let service: OAuthService;
  beforeAll(async () => {
    service = await startOAuthService({
      adapter,
      server: {
        registration: { management: 'on' },
        clients: [{ clientId: 'static', redirectUris: ['https://app.test/cb'] }],
      },
    });
  });
  afterAll(() => service.stop());

  /** Registers a client of its own, and hands out how to manage it. */
  async function registered(name: string, changes: object = {}) {
    const body = JSON.stringify({ ...description, client_name: name, ...changes });
    const answer = await ask(`${service.issuer}/register`, { method: 'POST', headers: typed, body });
    const { client_id, registration_client_uri, registration_access_token, ...rest } = answer.json();
    return {
      clientId: String(client_id),
      url: String(registration_client_uri),
      token: String(registration_access_token),
      rest,
    };
  }

  const replace = (url: string, token: string, body: object) =>
    ask(url, { method: 'PUT', headers: { ...typed, ...bearer(token) }, body: JSON.stringify(body) });

  it('is told to who registers; who says the same gets a client and a token of their own, since others could change the first', async () => {
    const first = await registered('Told once');
    expect(first.url).toBe(`${service.issuer}/register/client?client_id=${first.clientId}`);
    const again = await registered('Told once');
    expect([again.clientId, again.token]).not.toEqual([first.clientId, first.token]);
    expect(again.url).toBe(`${service.issuer}/register/client?client_id=${again.clientId}`);
  });

  it('shows the registration', async () => {
    const { url, token, clientId, rest } = await registered('Shown');
    const answer = await ask(url, { headers: bearer(token) });
    expect(answer.status).toBe(200);
    const management = { registration_client_uri: url, registration_access_token: token };
    expect(answer.json()).toEqual({ client_id: clientId, ...management, ...rest });
  });

  it('replaces it as a whole', async () => {
    const { url, token, clientId } = await registered('Replaced', { client_uri: 'https://app.test' });
    const next = { ...description, client_id: clientId, client_name: 'New', redirect_uris: ['https://new.test/cb'] };
    const answer = await replace(url, token, next);
    expect([answer.status, answer.json()]).toEqual([200, expect.objectContaining(next)]);
    expect(answer.json()).not.toHaveProperty('client_uri');
    expect((await ask(url, { headers: bearer(token) })).json()).toMatchObject(next);
  });

  it.each([
    ['another id', { client_id: 'another' }],
    ['no id', { client_id: undefined }],
    ['another authentication method', { token_endpoint_auth_method: 'client_secret_basic' }],
    ['a secret that it does not have', { client_secret: 'mine' }],
    ['what only the server says', { client_id_issued_at: 1 }],
    ['the token of the management', { registration_access_token: 'token' }],
  ])('does not replace it by one with %s', async (name, changes) => {
    const { url, token, clientId } = await registered(`Kept from ${name}`);
    const answer = await replace(url, token, { ...description, client_id: clientId, ...changes });
    expect([answer.status, answer.json()['error']]).toEqual([400, 'invalid_client_metadata']);
  });

  it('judges what takes its place as it judged the first (RU-03)', async () => {
    const { url, token, clientId } = await registered('Judged');
    const next = { ...description, client_id: clientId, redirect_uris: ['javascript:alert(1)'] };
    expect((await replace(url, token, next)).json()).toMatchObject({ error: 'invalid_redirect_uri' });
  });

  it('removes it, and then knows it no more', async () => {
    const { url, token } = await registered('Removed');
    const answer = await ask(url, { method: 'DELETE', headers: bearer(token) });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await ask(url, { headers: bearer(token) })).status).toBe(401);
  });

  it('refuses the token of another client, none, and a wrong one, all alike (DR-07)', async () => {
    const [mine, theirs] = [await registered('Mine'), await registered('Theirs')];
    const headers = [bearer(mine.token), {}, bearer('wrong')];
    const answers = await Promise.all(headers.map((one) => ask(theirs.url, { headers: one })));
    expect(answers.map(({ status, json }) => [status, json()['error']])).toEqual(
      Array.from({ length: 3 }, () => [401, 'invalid_token']),
    );
  });

  it('knows nothing of clients that the operator set up (DR-07)', async () => {
    const { token } = await registered('Curious');
    const url = `${service.issuer}/register/client?client_id=static`;
    expect((await ask(url, { headers: bearer(token) })).status).toBe(401);
    expect((await ask(`${service.issuer}/register/client`, { headers: bearer(token) })).status).toBe(401);
  });
});
