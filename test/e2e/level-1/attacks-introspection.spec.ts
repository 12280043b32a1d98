import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IntrospectionOptions } from 'nestjs-mcp-auth';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import type { Answer } from '../../support/http-client.js';
import { faults } from '../../support/hostile-servers.js';
import {
  answering,
  startIntrospectingService,
  type Facts,
  type IntrospectingService,
} from '../../support/introspection-service.js';
import type { Behaviour } from '../../support/json-server.js';
import { adapters } from '../../support/launch.js';

const invalid = 'error="invalid_token"';
const names = ({ events }: IntrospectingService) =>
  events.map(({ name }) => name).filter((name) => name.startsWith('provider_'));

/** A client that is told of a bad token throws it away; this one is told to keep it. */
function expectUnavailable({ status, headers }: Answer, seconds = '3'): void {
  expect([status, headers['retry-after'], headers['www-authenticate']]).toEqual([503, seconds, undefined]);
}

function expectInvalid({ status, headers }: Answer): void {
  expect([status, headers['www-authenticate']]).toEqual([401, expect.stringContaining(invalid)]);
}

/** Who answers like this says nothing of the token, whatever the body claims. */
const unusable: Readonly<Record<string, Behaviour>> = {
  ...faults,
  'answers active: "true"': answering({ active: 'true', sub: 'alice' }),
  'answers active: 1': answering({ active: 1, sub: 'alice' }),
  'answers nothing about active': answering({ sub: 'alice' }),
  'answers an error with 200': answering({ error: 'invalid_client' }),
  'answers 500 with an active token': answering({ active: true, sub: 'alice' }, 500),
  'answers 401 to our credentials': answering({ error: 'invalid_client' }, 401),
  'answers 403': answering({}, 403),
  'answers 5 MB': (_, response) => void response.end(JSON.stringify({ active: true, padding: 'x'.repeat(5_000_000) })),
  'says nothing until the time is over': () => undefined,
  'sends headers and then nothing': (_, response) => void response.writeHead(200).write('{"active":true'),
};

describe.each(adapters)('an issuer that is asked about each token, on %s', (adapter) => {
  let service: IntrospectingService;

  beforeEach(async () => {
    service = await startIntrospectingService(adapter, { timeoutSeconds: 1 });
    service.vouch();
  });
  afterEach(() => service.stop());

  it('lets a token in that it calls active', async () => {
    expect((await service.call('good')).status).toBe(200);
  });

  it('keeps a token out that it calls inactive', async () => {
    service.behave(answering({ active: false }));
    expectInvalid(await service.call('revoked'));
  });

  it('keeps a token of another audience out (RI-05)', async () => {
    service.vouch({ aud: 'https://other.example.com/mcp' });
    expectInvalid(await service.call('theirs'));
  });

  it.each(Object.entries(unusable))('that %s is an outage, and no bad token (RI-05)', async (_, behaviour) => {
    service.behave(behaviour);
    expectUnavailable(await service.call('good'));
  });

  it('that redirects is not followed (RI-05, CI-04)', async () => {
    const { url } = service.endpoint;
    service.behave((request, response) =>
      request.url === '/introspect'
        ? void response.writeHead(307, { location: `${url}/elsewhere` }).end()
        : answering({ active: true, sub: 'alice' })(request, response),
    );
    expectUnavailable(await service.call('good'));
    expect(service.questions.map((question) => question.url)).toEqual(['/introspect']);
  });

  it('that is asked too much is left alone for as long as it says, and so is the client told', async () => {
    service.behave((_, response) => void response.writeHead(429, { 'retry-after': '30' }).end());
    expectUnavailable(await service.call('a'), '30');
    service.passMs(29_000);
    expectUnavailable(await service.call('b'), '30');
    expect(service.questions).toHaveLength(1);
  });

  it('that is back is asked again', async () => {
    service.behave(answering({}, 500));
    expectUnavailable(await service.call('good'));
    service.vouch();
    expect((await service.call('good')).status).toBe(200);
  });

  it('is asked once for 200 requests that have one token', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => service.call('good')));
    expect([new Set(answers.map(({ status }) => status)), service.questions.length]).toEqual([new Set([200]), 1]);
  });

  it('is asked five times while it is down, however many come, and the audit trail hears of it once', async () => {
    service.behave(answering({}, 500));
    const statuses = new Set<number>();
    for (let n = 0; n < 50; n += 1) statuses.add((await service.call(`token-${n}`)).status);
    expect([statuses, service.questions.length, names(service)]).toEqual([new Set([503]), 5, ['provider_unreachable']]);
  });

  it('is told of by the audit trail when it is back, without any token', async () => {
    service.behave(answering({}, 500));
    for (let n = 0; n < 5; n += 1) await service.call(`very-secret-${n}`);
    service.vouch();
    service.passMs(2_000);
    await service.call('very-secret');
    expect(names(service)).toEqual(['provider_unreachable', 'provider_reachable']);
    expect(JSON.stringify(service.events)).not.toContain('very-secret');
  });

  it('is asked once about a bad token that comes again and again, until ten seconds are over', async () => {
    service.behave(answering({ active: false }));
    for (let n = 0; n < 10; n += 1) expectInvalid(await service.call('bad'));
    expect(service.questions).toHaveLength(1);
    service.passMs(10_000);
    await service.call('bad');
    expect(service.questions).toHaveLength(2);
  });

  it('has its revocations noticed within a minute (RI-06)', async () => {
    expect((await service.call('good')).status).toBe(200);
    service.behave(answering({ active: false }));
    service.passMs(60_000);
    expectInvalid(await service.call('good'));
  });

  it('is believed no longer than the token lives, though the answer is remembered (RI-06)', async () => {
    expect((await service.call('good')).status).toBe(200);
    service.ageMs(400_000);
    expectInvalid(await service.call('good'));
  });

  it('tells tokens apart that are equal in their first 32 characters (RI-06)', async () => {
    const common = 'x'.repeat(32);
    expect((await service.call(`${common}a`)).status).toBe(200);
    service.behave(answering({ active: false }));
    expectInvalid(await service.call(`${common}b`));
  });

  it('gets the token in the body, and never in a URL', async () => {
    await service.call('very-secret');
    const [question] = service.questions;
    expect([question?.url, question?.form.get('token')]).toEqual(['/introspect', 'very-secret']);
  });

  it('never sees the JWT of another issuer', async () => {
    const other = await FakeIssuer.create('https://other.example.com');
    expectInvalid(await service.call(await other.token({ aud: 'https://api.example.com/mcp' })));
    expect(service.questions).toEqual([]);
  });

  it('sees its own JWTs', async () => {
    const own = await FakeIssuer.create('https://idp.example.com');
    expect((await service.call(await own.token({}))).status).toBe(200);
  });

  it.each([
    ['is a refresh token by its token_type', { token_type: 'refresh_token' }],
    ['is a refresh token by its token_use', { token_use: 'refresh' }],
    ['is a refresh token by its typ', { typ: 'Refresh' }],
    ['is bound to a key', { cnf: { jkt: 'x' } }],
    ['is of nobody', { sub: undefined }],
    ['is for nobody', { aud: undefined }],
    ['is of another issuer', { iss: 'https://evil.test' }],
    ['is over', { exp: 1 }],
  ])('may call a token active that %s; it is refused', async (_, facts) => {
    service.vouch(facts);
    expectInvalid(await service.call('strange'));
  });

  it('need not say when a token ends', async () => {
    service.vouch({ exp: undefined });
    expect((await service.call('endless')).status).toBe(200);
  });

  it('has no token and no secret in our log', async () => {
    service.behave(answering({}, 401));
    await service.call('very-secret');
    expect(service.log.lines.join('\n')).not.toMatch(/very-secret|s3cret/);
  });
});

describe.each(adapters)('a service that asks an issuer, on %s', (adapter) => {
  const once = async (options: Partial<IntrospectionOptions>, facts: Facts, token: string) => {
    const service = await startIntrospectingService(adapter, options);
    service.vouch(facts);
    const { status } = await service.call(token);
    await service.stop();
    return { status, questions: service.questions };
  };

  it.each(['p:ss', '100%', '1+1', 'two words', 'pässword', '&=/?'])(
    'form-encodes the secret "%s" before it shows it (RFC 6749 §2.3.1)',
    async (clientSecret) => {
      const { questions } = await once({ clientSecret }, {}, 'good');
      const shown = Buffer.from((questions[0]?.authorization ?? '').slice('Basic '.length), 'base64').toString();
      const read = shown.split(':').map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
      expect(read).toEqual(['notes-api', clientSecret]);
    },
  );

  it('may show its secret in the form', async () => {
    const { questions } = await once({ secretIn: 'client_secret_post' }, {}, 'good');
    expect([questions[0]?.authorization, questions[0]?.form.get('client_secret')]).toEqual([undefined, 's3cret']);
  });

  it('shows it no token without its prefix', async () => {
    expect(await once({ tokenPrefix: 'p_' }, {}, 'q_x')).toEqual({ status: 401, questions: [] });
  });

  it.each([
    ['app', 200],
    ['other', 401],
    [undefined, 401],
  ])('where tokens have no audience knows them by their client: %s', async (client_id, expected) => {
    const options = { audienceClaim: 'optional', allowedClientIds: ['app'] } as const;
    expect((await once(options, { aud: undefined, client_id }, 'good')).status).toBe(expected);
  });
});
