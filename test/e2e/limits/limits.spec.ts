import { once } from 'node:events';
import { Injectable } from '@nestjs/common';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Tool, type LimitsOptions } from 'nestjs-mcp-auth';
import { bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService } from '../../support/protected-service.js';

const gate = new EventTarget();
let started = 0;

@Injectable()
class Tools {
  @Tool()
  async long() {
    started += 1;
    await once(gate, 'open');
    return 'done';
  }
}

describe.each(adapters)('limits on %s', (adapter) => {
  async function start(limits: LimitsOptions) {
    const service = await startProtectedService({ adapter, options: { limits }, parts: { providers: [Tools] } });
    onTestFinished(() => service.stop());
    const list = async (claims = {}, headers = {}) => {
      const question = withHeaders(statelessCall('tools/list'), { ...bearer(await service.token(claims)), ...headers });
      return service.ask(question);
    };
    return { service, list };
  }

  it.each<[LimitsOptions, object, object]>([
    [{ perPersonPerMinute: 2 }, { sub: 'alice' }, { sub: 'bob' }],
    [{ perClientPerMinute: 2 }, { client_id: 'one' }, { client_id: 'other' }],
  ])('%j stop one and not the other', async (limits, one, other) => {
    const { list } = await start(limits);
    expect([(await list(one)).status, (await list(one)).status]).toEqual([200, 200]);
    const { status, headers, json } = await list(one);
    expect([status, json()['error']]).toEqual([
      429,
      expect.objectContaining({ message: expect.stringMatching(/^Too many/) as string }),
    ]);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect((await list(other)).status).toBe(200);
  });

  it('count an address before its token is looked at, and bad tokens too', async () => {
    const { service, list } = await start({ perAddressPerMinute: 3 });
    const bad = withHeaders(statelessCall('tools/list'), bearer('bad'));
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await service.ask(bad)).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
    expect((await list()).status).toBe(429);
  });

  it('believe X-Forwarded-For only of proxies that are trusted', async () => {
    const foreign = { 'x-forwarded-for': '203.0.113.7' };
    const distrusting = await start({ perAddressPerMinute: 1 });
    expect((await distrusting.list()).status).toBe(200);
    expect((await distrusting.list({}, foreign)).status).toBe(429);
    const trusting = await start({ perAddressPerMinute: 1, trustedProxies: ['127.0.0.1', '::1'] });
    expect((await trusting.list()).status).toBe(200);
    expect((await trusting.list({}, foreign)).status).toBe(200);
    expect((await trusting.list({}, foreign)).status).toBe(429);
  });

  it('hold what one person does at the same time, and give the places back', async () => {
    const { service, list } = await start({ concurrentPerPerson: 2 });
    started = 0;
    const long = () => service.askWithToken(statelessCall('tools/call', { name: 'long' }), { sub: 'alice' });
    const running = [long(), long()];
    await vi.waitFor(() => expect(started).toBe(2));
    expect((await list({ sub: 'alice' })).status).toBe(429);
    expect((await list({ sub: 'bob' })).status).toBe(200);
    gate.dispatchEvent(new Event('open'));
    await Promise.all(running);
    expect((await list({ sub: 'alice' })).status).toBe(200);
  });

  it('are off unless they are wanted', async () => {
    const { list } = await start({});
    const statuses = await Promise.all(Array.from({ length: 50 }, async () => (await list()).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

describe('a storage of limits', () => {
  it('that is no provider stops the start', async () => {
    const options = { limits: { storage: 'nowhere' } };
    await expect(startProtectedService({ adapter: 'express', options })).rejects.toThrow(
      'limits.storage: is no provider of the application',
    );
  });
});
