import { describe, expect, it } from 'vitest';
import type { OutboundAnswer, OutboundRequest } from '../../../libs/mcp-auth/src/core/outbound.js';
import { secretPost } from '../../../libs/mcp-auth/src/identity-provider/endpoint-authentication.js';
import { IntrospectionInspector } from '../../../libs/mcp-auth/src/identity-provider/introspection.inspector.js';
import { DiscoveryError } from '../../../libs/mcp-auth/src/identity-provider/issuer-discovery.js';
import { plainAnswer } from '../../../libs/mcp-auth/src/identity-provider/plain-answer.js';
import { FetchError } from '../../../libs/mcp-auth/src/outbound/fetch-error.js';

const url = 'https://idp.example.com/introspect';

function inspectorOf(answer: Partial<OutboundAnswer> | Error, endpointFault?: Error) {
  const asked: { readonly url: string; readonly request: OutboundRequest }[] = [];
  const ask = (place: string, request: OutboundRequest) => {
    asked.push({ url: place, request });
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ status: 200, headers: new Headers(), text: '', ...answer });
  };
  const endpoint = () => (endpointFault ? Promise.reject(endpointFault) : Promise.resolve({ url, ask }));
  return { asked, inspector: new IntrospectionInspector(endpoint, secretPost('api', 's3cret'), plainAnswer, 5_000) };
}

const answered = (body: unknown, changes: Partial<OutboundAnswer> = {}) =>
  inspectorOf({ text: JSON.stringify(body), ...changes }).inspector.inspect('t');

describe('a question about a token (RFC 7662 §2.1)', () => {
  it('has the token and the credentials in its body, form-encoded', async () => {
    const { asked, inspector } = inspectorOf({ text: '{"active":false}' });
    await inspector.inspect('a+b&c=d %ü');
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.request.body))).toEqual({
      token: 'a+b&c=d %ü',
      token_type_hint: 'access_token',
      client_id: 'api',
      client_secret: 's3cret',
    });
  });

  it('is a POST of a form that has no token in its URL or its header fields', async () => {
    const { asked, inspector } = inspectorOf({ text: '{"active":false}' });
    await inspector.inspect('very-secret');
    const [question] = asked;
    expect(question).toMatchObject({
      url,
      request: { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, timeoutMs: 5_000 },
    });
    expect(JSON.stringify([question?.url, question?.request.headers])).not.toContain('very-secret');
  });
});

describe('an answer about a token (RFC 7662 §2.2)', () => {
  it('that is active brings its claims', async () => {
    expect(await answered({ active: true, sub: 'alice' })).toEqual({
      found: 'active',
      claims: { active: true, sub: 'alice' },
    });
  });

  it('that is not active brings none', async () => {
    expect(await answered({ active: false, sub: 'alice' })).toEqual({ found: 'inactive' });
  });

  it.each([{ active: 'true' }, { active: 1 }, { active: null }, { active: [true] }, {}, [], null, 'active', true])(
    'is none where `active` is no boolean: %j (RI-05)',
    async (body) => {
      expect(await answered(body)).toMatchObject({
        found: 'unavailable',
        cause: `${url}: the answer has no boolean "active"`,
      });
    },
  );

  it.each(['<html>', '', '{"active":true'])('is none where it is no JSON: %j (RI-05)', async (text) => {
    expect(await inspectorOf({ text }).inspector.inspect('t')).toMatchObject({
      found: 'unavailable',
      cause: 'the answer is no JSON',
    });
  });

  it.each([201, 204, 301, 302, 307, 400, 404, 429, 500, 503])(
    'is none with status %i, whatever it says (RI-05)',
    async (status) => {
      expect(await answered({ active: true, sub: 'alice' }, { status })).toMatchObject({
        found: 'unavailable',
        cause: `${url}: status ${status}`,
      });
    },
  );

  it.each([401, 403])('is none with status %i, which is about this service and not about the token', async (status) => {
    expect(await answered({}, { status })).toMatchObject({
      found: 'unavailable',
      cause: `${url}: status ${status}, the credentials of this service are refused`,
    });
  });

  it('tells how long the issuer wants to be left alone', async () => {
    const headers = new Headers({ 'retry-after': '17' });
    expect(await answered({}, { status: 429, headers })).toMatchObject({ retryAfterSeconds: 17, askedForSeconds: 17 });
  });

  it.each([
    ['the issuer cannot be reached', inspectorOf(new FetchError('unreachable', url))],
    ['its metadata must not be used', inspectorOf({}, new DiscoveryError('somebody else'))],
  ])('is none where %s', async (_, { inspector }) => {
    expect(await inspector.inspect('t')).toMatchObject({ found: 'unavailable', retryAfterSeconds: 3 });
  });

  it('is none of the issuer where the fault is ours', async () => {
    await expect(inspectorOf(new TypeError('ours')).inspector.inspect('t')).rejects.toThrow('ours');
  });

  it('never leaves its content in the log', async () => {
    const { inspector } = inspectorOf({ text: 'token=very-secret' });
    expect(JSON.stringify(await inspector.inspect('very-secret'))).not.toContain('very-secret');
  });
});
