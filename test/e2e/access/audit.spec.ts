import { Injectable } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditSink, RequireRoles, RequireScopes, Tool, type AuditEventName } from 'nestjs-mcp-auth';
import { statelessCall } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

@Injectable()
class Recorder extends AuditSink {
  static readonly events: { name: AuditEventName; event: object }[] = [];

  record(name: AuditEventName, event: object): void {
    Recorder.events.push({ name, event });
  }
}

@Injectable()
class Tools {
  @Tool()
  plain() {
    return 'plain';
  }

  @Tool()
  @RequireScopes('notes:write')
  write() {
    return 'write';
  }

  @Tool()
  @RequireRoles('admin')
  purge() {
    return 'purge';
  }
}

const names = () => Recorder.events.map(({ name }) => name);
const last = () => Recorder.events.at(-1)?.event;

describe.each(adapters)('the audit trail on %s', (adapter) => {
  let service: ProtectedService;
  const call = (name: string, claims = {}, input = {}) =>
    service.askWithToken(statelessCall('tools/call', { name, arguments: input }), claims);

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      options: { audit: { sink: Recorder, address: 'full' } },
      parts: { providers: [Recorder, Tools] },
    });
  });
  beforeEach(() => void (Recorder.events.length = 0));
  afterAll(() => service.stop());

  it('has one event for the token and one for the tool of a call that was let in', async () => {
    await call('plain', { sub: 'alice', client_id: 'app', scope: 'a b' });
    const caller = { subject: 'alice', issuer: service.issuer.issuer, clientId: 'app', heldScopes: ['a', 'b'] };
    const common = {
      ...caller,
      resource: service.resource,
      correlationId: expect.any(String) as string,
      address: expect.stringMatching(/1$/) as string,
    };
    expect(Recorder.events).toEqual([
      { name: 'token_accepted', event: common },
      { name: 'access_granted', event: { ...common, target: { kind: 'tool', name: 'plain' } } },
    ]);
  });

  it('says what was needed and what was held, under the id that the client got', async () => {
    const { text } = await call('write', { scope: 'a' });
    expect(names()).toEqual(['token_accepted', 'access_refused']);
    expect(last()).toMatchObject({
      reason: 'scope_missing',
      neededScopes: ['notes:write'],
      heldScopes: ['a'],
      target: { kind: 'tool', name: 'write' },
    });
    expect(text).toContain((last() as { correlationId: string }).correlationId);
  });

  it('has one event for a call that no token opens', async () => {
    const { text } = await call('purge');
    expect(names()).toEqual(['token_accepted', 'access_refused']);
    expect(last()).toMatchObject({ reason: 'role_missing', target: { kind: 'tool', name: 'purge' } });
    expect(text).toContain((last() as { correlationId: string }).correlationId);
  });

  it('has one event for a request without a token, with a bad one, and for one that is turned away before', async () => {
    await service.ask(statelessCall('tools/list'));
    await service.ask({ ...statelessCall('tools/list'), headers: { authorization: 'Bearer bad' } });
    await service.ask({ ...statelessCall('tools/list'), headers: { origin: 'https://evil.example' } });
    expect(Recorder.events.map(({ name, event }) => [name, (event as { reason: string }).reason])).toEqual([
      ['token_refused', 'credential_missing'],
      ['token_refused', 'token_malformed'],
      ['request_refused', 'origin_not_allowed'],
    ]);
  });

  it('holds no secret in any event of the catalogue (LK-01)', async () => {
    const secret = 'the-secret-that-nobody-may-keep';
    const good = await service.token({ sub: 'alice', note: secret });
    const expired = await service.token({ exp: 1, note: secret });
    const tools = ['plain', 'write', 'purge'].map((name) =>
      statelessCall('tools/call', { name, arguments: { secret } }),
    );
    const questions = tools.flatMap((question) =>
      [`Bearer ${good}`, `Bearer ${expired}`, `Bearer ${secret}`, `Basic ${secret}`].map((authorization) => ({
        ...question,
        headers: { ...question.headers, authorization, cookie: `session=${secret}` },
      })),
    );
    await Promise.all(questions.map((question) => service.ask(question)));
    await service.ask({ ...tools[0], headers: { origin: `https://user:${secret}@evil.example` } });
    const seen = new Set(names());
    expect([...seen].toSorted()).toEqual([
      'access_granted',
      'access_refused',
      'request_refused',
      'token_accepted',
      'token_refused',
    ]);
    const text = JSON.stringify(Recorder.events);
    for (const hidden of [secret, good, expired, good.split('.')[2] ?? '']) expect(text).not.toContain(hidden);
  });
});

describe('an audit sink', () => {
  it('that is no provider stops the start, by its name', async () => {
    await expect(startProtectedService({ adapter: 'express', options: { audit: { sink: Recorder } } })).rejects.toThrow(
      'audit.sink: Recorder is no provider of the application',
    );
  });
});

describe.each(adapters)('the audit trail of an endpoint that needs a role, on %s', (adapter) => {
  it.each(['GET', 'DELETE'])('has the denial of a %s as one, although the client hears of a method', async (method) => {
    const options = { audit: { sink: Recorder }, access: { endpoint: { roles: ['member'] } } };
    const service = await startProtectedService({ adapter, options, parts: { providers: [Recorder] } });
    Recorder.events.length = 0;
    const { status, headers } = await service.askWithToken({ method, headers: { accept: 'text/event-stream' } });
    await service.stop();
    expect([status, headers.allow]).toEqual([405, 'POST']);
    expect(names()).toEqual(['token_accepted', 'access_refused']);
    expect(last()).toMatchObject({ reason: 'role_missing' });
  });
});
