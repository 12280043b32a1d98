import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { airGapped } from '../../support/oauth-service.js';
import { refusalOf, startAttacked, type AttackedService } from '../../support/oauth-attack.js';

const wellKnown = ['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'];

describe.each(adapters)('attacks on the metadata of this server on %s', (adapter) => {
  let service: AttackedService;
  beforeAll(async () => {
    service = await startAttacked(
      adapter,
      {},
      { prepare: (app) => app.enableCors({ origin: true, credentials: true }) },
    );
  });
  afterAll(() => service.stop());

  it('both documents are the same, and name what there is (AS-02, AS-04, AS-44)', async () => {
    const [first, second] = await Promise.all(wellKnown.map((path) => ask(service.issuer + path)));
    expect(second?.json()).toEqual(first?.json());
    expect(first?.json()).toMatchObject({
      issuer: service.issuer,
      authorization_endpoint: `${service.issuer}/authorize`,
      token_endpoint: `${service.issuer}/token`,
      registration_endpoint: `${service.issuer}/register`,
      pushed_authorization_request_endpoint: `${service.issuer}/par`,
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
      authorization_response_iss_parameter_supported: true,
      ...(!airGapped && { client_id_metadata_document_supported: true }),
    });
  });

  it('every endpoint that the document names answers (AS-44)', async () => {
    const document = (await ask(service.issuer + (wellKnown[0] ?? ''))).json();
    const urls = Object.entries(document).filter(([name]) => /(?:_endpoint|_uri)$/.test(name));
    const statuses = await Promise.all(urls.map(async ([, url]) => (await ask(String(url))).status));
    expect([urls.length, statuses.includes(404)]).toEqual([7, false]);
  });

  it('an endpoint that is off is neither named nor there (DI-02)', async () => {
    const off = await startAttacked(adapter, { registration: { access: 'off' }, clientMetadataDocuments: 'off' });
    const document = (await ask(off.issuer + (wellKnown[0] ?? ''))).json();
    const answer = await off.post('/register', '{}', { 'content-type': 'application/json' });
    const get = await ask(`${off.issuer}/register`);
    await off.stop();
    expect(document).not.toHaveProperty('registration_endpoint');
    expect(document).not.toHaveProperty('client_id_metadata_document_supported');
    expect([refusalOf(answer)[0], refusalOf(get)[0]]).toEqual([404, 404]);
    expect(document['code_challenge_methods_supported']).toEqual(['S256']);
  });

  it('an issuer with a path is found in the three places, and nowhere else (DI-03, AS-03)', async () => {
    const below = await startAttacked(adapter, { basePath: '/oauth' });
    const { origin } = below;
    const places = [`${wellKnown[0]}/oauth`, `${wellKnown[1]}/oauth`, `/oauth${wellKnown[1]}`];
    const issuers = await Promise.all(places.map(async (path) => (await ask(origin + path)).json()['issuer']));
    const elsewhere = [...wellKnown, `/oauth${wellKnown[0]}`, `${wellKnown[0]}/other`];
    const statuses = await Promise.all(elsewhere.map(async (path) => (await ask(origin + path)).status));
    const code = await below.code();
    const { status } = await below.redeem(code);
    await below.stop();
    expect(issuers).toEqual(places.map(() => `${origin}/oauth`));
    expect(statuses).toEqual(elsewhere.map(() => 404));
    expect(status).toBe(200);
  });

  const foreign = { origin: 'https://evil.test', cookie: 'session=1' };

  it.each([...wellKnown, '/.well-known/jwks.json', '/token', '/register', '/revoke', '/par'])(
    '%s may be read by every page, but never as somebody (DI-05)',
    async (path) => {
      const { headers } = await ask(service.issuer + path, { headers: foreign });
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    },
  );

  it('a page may ask what it may send, where the application does not answer that itself (DI-05)', async () => {
    const plain = await startAttacked(adapter);
    const question = { method: 'OPTIONS', headers: { ...foreign, 'access-control-request-method': 'POST' } };
    const { headers } = await ask(`${plain.issuer}/token`, question);
    await plain.stop();
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': expect.stringContaining('Authorization') as string,
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it.each(['/authorize', '/introspect'])('%s may be read by no page (DI-05)', async (path) => {
    const { headers } = await ask(service.issuer + path, { headers: foreign });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
