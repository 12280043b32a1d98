import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Store } from '../../../libs/mcp-auth/src/oauth-server/repositories/store.js';
import { authorizationQuery, testClient } from '../../support/authorization.js';
import { ask } from '../../support/http-client.js';
import { startJsonServer, json } from '../../support/json-server.js';
import { adapters } from '../../support/launch.js';
import { outcomeOf, startAttacked, type AttackedService } from '../../support/oauth-attack.js';

const once = 'client_id redirect_uri state scope code_challenge response_type'.split(' ');

describe.each(adapters)('attacks on the authorization endpoint on %s', (adapter) => {
  let service: AttackedService;
  beforeAll(async () => {
    service = await startAttacked(adapter);
    const disabled = { ...testClient, clientId: 'disabled', origin: 'stored', status: 'disabled' } as const;
    await service.app.get(Store, { strict: false }).clients.save(disabled, 1);
  });
  afterAll(() => service.stop());

  it('a client that is unknown, and one that is switched off, get the same page (AZ-01)', async () => {
    const answers = await Promise.all(['nobody', 'disabled'].map((client_id) => service.authorize({ client_id })));
    expect(answers.map(outcomeOf)).toEqual(['page 400', 'page 400']);
    const [first = '', second] = answers.map(({ text }) => text.replace(/[0-9a-f-]{36}/g, 'id'));
    expect(second).toBe(first);
  });

  it.each([undefined, ''])('a client id that is %j gets a page (AZ-01)', async (client_id) => {
    expect(outcomeOf(await service.authorize({ client_id }))).toBe('page 400');
  });

  it.each([
    [undefined, 'invalid_request'],
    ['token', 'unsupported_response_type'],
    ['id_token', 'unsupported_response_type'],
    ['code token', 'unsupported_response_type'],
    ['CODE', 'unsupported_response_type'],
  ])('the response type %j is told to the client as %s (AZ-02)', async (response_type, error) => {
    expect(outcomeOf(await service.authorize({ response_type }))).toBe(error);
  });

  it.each(['fragment', 'form_post', 'web_message', 'query.jwt'])(
    'the response mode %s is refused',
    async (response_mode) => {
      expect(outcomeOf(await service.authorize({ response_mode }))).toBe('invalid_request');
      expect(outcomeOf(await service.authorize({ response_mode: 'query' }))).toBe('code');
    },
  );

  it('a client that is not registered for codes gets none (TK-05)', async () => {
    expect(outcomeOf(await service.authorize({ client_id: 'no-code' }))).toBe('unauthorized_client');
  });

  it.each(['x', '-1', '1.5'])('the age %s is refused', async (max_age) => {
    expect(outcomeOf(await service.authorize({ max_age }))).toBe('invalid_request');
  });

  it.each(once)('%s twice is refused, equal or not (AZ-03)', async (name) => {
    const query = authorizationQuery({ scope: 'notes:read' });
    const value = new URLSearchParams(query).get(name) ?? '';
    const twice = [value, 'another'].map((second) => `${query}&${new URLSearchParams({ [name]: second }).toString()}`);
    const outcomes = await Promise.all(twice.map(async (one) => outcomeOf(await service.authorizeBy(one))));
    const expected = name === 'client_id' || name === 'redirect_uri' ? 'page 400' : 'invalid_request';
    expect(outcomes).toEqual([expected, expected]);
  });

  it.each(['scope[]=a', 'state[x]=1', 'client_id[$ne]=1', '__proto__[a]=1', 'constructor[prototype][a]=1'])(
    'the name in %s means nothing (AZ-03)',
    async (pair) => {
      expect(outcomeOf(await service.authorizeBy(`${authorizationQuery()}&${pair}`))).toBe('code');
      expect('a' in {}).toBe(false);
    },
  );

  it('only names with brackets are no request (AZ-03)', async () => {
    expect(outcomeOf(await service.authorizeBy('client_id[]=cli&redirect_uri[]=https://app.test/cb'))).toBe('page 400');
  });

  it.each(['"><script>alert(1)</script>', '%0d%0aSet-Cookie:a=b', 'a&error=x', "'--", '#fragment', '?x=1'])(
    'the state %j comes back as it was, and as nothing else (AZ-04, AS-42)',
    async (state) => {
      const { headers } = await service.authorize({ state });
      expect(new URL(headers.location ?? '').searchParams.getAll('state')).toEqual([state]);
      expect(headers.location).not.toMatch(/[<>\r\n]/);
      expect(headers['set-cookie']).toBeUndefined();
    },
  );

  it.each(['\r\nSet-Cookie: a=b', '\0', 'x'.repeat(10_000), '\ufffd', 'ä'])(
    'the state %j is refused, and not repeated (AZ-04)',
    async (state) => {
      const answer = await service.authorize({ state });
      expect(outcomeOf(answer)).toBe('invalid_request');
      expect(new URL(answer.headers.location ?? '').searchParams.has('state')).toBe(false);
    },
  );

  it.each(['%ff', '%', '%c0%80'])('a query with %s is refused (AZ-04)', async (state) => {
    expect(outcomeOf(await service.authorizeBy(`${authorizationQuery({ state: undefined })}&state=${state}`))).toBe(
      'page 400',
    );
  });

  it.each(['#x', 'mcp', 'https://foreign.test/mcp', '/mcp', 'javascript:alert(1)'])(
    'the resource %j is told as invalid_target (AZ-05, AS-13)',
    async (resource) => {
      const asked = resource === '#x' ? `${service.resource}#x` : resource;
      expect(outcomeOf(await service.authorize({ resource: asked }))).toBe('invalid_target');
    },
  );

  it('a resource in capitals or with a slash too much is ours, and one of two that is not spoils both (AZ-05, AS-15)', async () => {
    const [capitals, slash] = [
      service.resource.replace('http://localhost', 'HTTP://LOCALHOST'),
      `${service.resource}/`,
    ];
    for (const resource of [capitals, slash]) expect(outcomeOf(await service.authorize({ resource }))).toBe('code');
    const query = authorizationQuery({ resource: service.resource });
    expect(outcomeOf(await service.authorizeBy(`${query}&resource=https://foreign.test`))).toBe('invalid_target');
  });

  it('prompt=none asks nobody: without login, without consent, and contradicting itself (AZ-06)', async () => {
    const nobody = await service.authorize({ prompt: 'none' }, { 'x-test-user': 'nobody' });
    expect(outcomeOf(nobody)).toBe('login_required');
    const fresh = await service.authorize({ prompt: 'none', client_id: 'two', redirect_uri: 'https://app.test/cb' });
    expect(outcomeOf(fresh)).toBe('consent_required');
    expect(outcomeOf(await service.authorize({ prompt: 'none login' }))).toBe('invalid_request');
  });

  it('request objects and metadata in the request are refused, and nothing is fetched (AZ-07)', async () => {
    const listener = await startJsonServer(json({}));
    const outcomes = [
      await service.authorize({ request: 'a.b.c' }),
      await service.authorize({ request_uri: `${listener.url}/x` }),
      await service.authorize({ registration: '{}' }),
    ].map(outcomeOf);
    const fetched = listener.requests();
    await listener.stop();
    expect(outcomes).toEqual(['request_not_supported', 'request_uri_not_supported', 'registration_not_supported']);
    expect(fetched).toBe(0);
  });

  it('success, denial and every error say the issuer once (AZ-08, AS-11, AS-12)', async () => {
    service.consent.answer = () => ({ answer: 'denied' });
    const denied = await service.authorize({ client_id: 'other' });
    service.consent.answer = ({ authorization: { scopes } }) => ({ answer: 'approved', scopes });
    const answers = [
      denied,
      await service.authorize(),
      await service.authorize({ response_type: 'token' }),
      await service.authorize({ code_challenge: undefined }),
      await service.authorize({ resource: 'https://foreign.test' }),
      await service.authorize({ iss: 'https://evil.test' }),
    ];
    const said = answers.map(({ headers }) => new URL(headers.location ?? '').searchParams.getAll('iss'));
    expect(said).toEqual(answers.map(() => [service.issuer]));
    expect(outcomeOf(denied)).toBe('access_denied');
  });

  it.each([
    ['GET', ''],
    ['POST', authorizationQuery()],
  ])('a %s with its parameters in the body is read where they belong alone', async (method, body) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const question = method === 'GET' ? { method } : { method, headers, body };
    const answer = await ask(`${service.issuer}/authorize`, question);
    expect(outcomeOf(answer)).toBe(method === 'GET' ? 'page 400' : 'code');
  });

  it('no page of it may be framed, kept or read by other pages (LK-05, AS-38)', async () => {
    const { headers } = await service.authorize({ client_id: 'nobody' });
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
