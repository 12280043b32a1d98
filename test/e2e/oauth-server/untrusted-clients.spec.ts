import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters } from '../../support/launch.js';
import { outcomeOf, startAttacked, type AttackedService } from '../../support/oauth-attack.js';

const nobody = { 'x-test-user': 'nobody' };
const faulty = { response_type: 'token' };

describe.each(adapters)('a faulty request of a client that registered itself, on %s', (adapter) => {
  let service: AttackedService;
  let clientId: string;
  beforeAll(async () => {
    service = await startAttacked(adapter);
    const body = {
      client_name: 'Notes <b>& co</b>',
      redirect_uris: ['https://app.test/cb'],
      token_endpoint_auth_method: 'none',
    };
    const json = { 'content-type': 'application/json' };
    clientId = String((await service.post('/register', JSON.stringify(body), json)).json()['client_id']);
  });
  afterAll(() => service.stop());

  it('sends nobody anywhere who is not logged in, but shows a page with the way back (AS-09)', async () => {
    const answer = await service.authorize({ client_id: clientId, ...faulty }, nobody);
    expect(outcomeOf(answer)).toBe('page 400');
    const [, href = ''] = /href="([^"]+)"/.exec(answer.text) ?? [];
    const back = new URL(href.replaceAll('&amp;', '&'));
    expect([back.origin, back.searchParams.get('error')]).toEqual(['https://app.test', 'unsupported_response_type']);
    expect(back.searchParams.get('iss')).toBe(service.issuer);
    expect(answer.text).toContain('Notes &lt;b&gt;&amp; co&lt;/b&gt;');
  });

  it('goes to the client where somebody is logged in (AS-09)', async () => {
    expect(outcomeOf(await service.authorize({ client_id: clientId, ...faulty }))).toBe('unsupported_response_type');
  });

  it('goes to the client that wants no page (AS-09)', async () => {
    const silent = await service.authorize({ client_id: clientId, ...faulty, prompt: 'none' }, nobody);
    expect(outcomeOf(silent)).toBe('unsupported_response_type');
  });

  it('goes to a client that the operator knows (AS-09)', async () => {
    expect(outcomeOf(await service.authorize(faulty, nobody))).toBe('unsupported_response_type');
  });
});
