import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, rpcHeaders, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

// Node answers these by itself, so the library has no bound of its own; should Node stop, this says so.
describe.each(adapters)('what Node bounds before the endpoint on %s', (adapter) => {
  let service: ProtectedService;
  beforeAll(async () => {
    service = await startProtectedService({ adapter, parts: { providers: [WhoamiTools] } });
  });
  afterAll(() => service.stop());
  const refusals = () => service.log.lines.filter((line) => line.includes('refused')).length;

  it.each([
    ['one long header field', { 'x-long': 'x'.repeat(16_384) }],
    ['many header fields', Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`x-${at}`, 'x'.repeat(16)]))],
    ['a long X-Forwarded-For', { 'x-forwarded-for': '10.0.0.1,'.repeat(2_000) }],
  ])('is %s, all fields together 16 KiB', async (_, headers) => {
    const before = refusals();
    const { status } = await service.ask(withHeaders(statelessCall('tools/list'), headers));
    expect([status, refusals()]).toEqual([431, before]);
  });

  it('is a long request target', async () => {
    const { status } = await ask(`${service.resource}?${'x'.repeat(16_384)}`, { method: 'POST', headers: rpcHeaders });
    expect(status).toBe(431);
  });

  it('are not parameters: those have the bound of the body, since documents are arguments too', async () => {
    const call = (text: string) =>
      service.askWithToken(statelessCall('tools/call', { name: 'whoami', arguments: { text } }));
    expect((await call('x'.repeat(100_000))).status).toBe(200);
    expect((await call('x'.repeat(1_048_576))).status).toBe(413);
  });
});
