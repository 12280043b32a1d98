import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../../libs/mcp-auth/src/oauth-server/endpoints/index.js';
import { ExpiredRecordsJob } from '../../../libs/mcp-auth/src/oauth-server/maintenance/expired-records.job.js';
import { Clock } from '../../../libs/mcp-auth/src/core/clock.js';
import { authorizationQuery } from '../../support/authorization.js';
import { ask } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { basic, refusalOf, startAttacked, type AttackedService } from '../../support/oauth-attack.js';

const json = { 'content-type': 'application/json' };
const posts = endpoints.flatMap(({ name, paths, methods }) =>
  methods.includes('POST') ? [[name, paths('')[0] ?? ''] as const] : [],
);
const tokenParameters = [
  'grant_type',
  'code',
  'redirect_uri',
  'code_verifier',
  'client_id',
  'refresh_token',
  'scope',
  'resource',
];
/** A regular expression that runs wild takes seconds; what is beyond a few milliseconds here is the machine. */
const quicklyMs = 500;

describe.each(adapters)('whoever sends too much, on %s', (adapter) => {
  let service: AttackedService;
  beforeAll(async () => void (service = await startAttacked(adapter, { registration: { management: 'on' } })));
  afterAll(() => service.stop());

  it.each(posts)('is refused by %s before ten megabytes are read (RL-02)', async (_, path) => {
    const before = process.memoryUsage.rss();
    const answer = await service.post(path, 'a='.padEnd(10 * 1024 * 1024, 'x')).catch((error: Error) => error.message);
    // A connection may be closed while the rest of the body is under way.
    expect(typeof answer === 'string' ? /ECONNRESET|EPIPE|socket hang up/.test(answer) : answer.status === 413).toBe(
      true,
    );
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
  });

  it.each(['null', '[]', '"text"', '7', 'true'])('is no client for saying %s (RL-02)', async (body) => {
    expect(refusalOf(await service.post('/register', body, json))).toEqual([400, 'invalid_client_metadata']);
  });

  it.each(tokenParameters)('has no token for 70 kB of %s (RL-02)', async (name) => {
    const { status } = await service.token({
      client_id: 'cli',
      grant_type: 'refresh_token',
      [name]: 'x'.repeat(70_000),
    });
    expect(status).toBe(413);
  });

  it('has no token for ten thousand parameters (RL-02)', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `p${index}=`).join('&');
    const few = Array.from({ length: 1_500 }, (_, index) => `p${index}=`).join('&');
    expect([(await service.post('/token', many)).status, (await service.post('/token', few)).status]).toEqual([
      413, 400,
    ]);
  });

  it('is stopped by the head of the request already (RL-02)', async () => {
    const long = await ask(`${service.issuer}/jwks`, { headers: { 'x-long': 'x'.repeat(64 * 1024) } });
    const path = await ask(`${service.issuer}/authorize?${'x'.repeat(16 * 1024)}`);
    expect([long.status, [414, 431].includes(path.status)]).toEqual([431, true]);
  });

  describe.each(['a', '%', '.', ',', ' ', '%25', '/', '\\'])('fifteen kilobytes of "%s"', (text) => {
    const filled = text.repeat(Math.floor(15_000 / text.length));
    it.each(['scope', 'redirect_uri', 'resource', 'state', 'client_id', 'code_challenge', 'prompt'])(
      'are judged at once in %s (RL-05)',
      async (name) => {
        const startedAt = performance.now();
        await service.post('/authorize', authorizationQuery({ [name]: filled }));
        expect(performance.now() - startedAt).toBeLessThan(quicklyMs);
      },
    );

    it.each(['authorization', 'accept', 'user-agent', 'origin', 'x-forwarded-for'])(
      'are judged at once in the header %s (RL-05)',
      async (name) => {
        const startedAt = performance.now();
        const headers = { [name]: name === 'authorization' ? `Basic ${filled}` : filled };
        await service.token({ grant_type: 'client_credentials' }, headers);
        expect(performance.now() - startedAt).toBeLessThan(quicklyMs);
      },
    );
  });
});

describe('whoever begins and never ends', () => {
  it('leaves rows that go with their time, and stands in nobody’s way (RL-03)', async () => {
    const service = await startAttacked('fastify');
    const push = () => service.post('/par', authorizationQuery());
    for (let round = 0; round < 50; round += 1) await Promise.all(Array.from({ length: 20 }, push));
    for (let round = 0; round < 50; round += 1)
      await Promise.all(Array.from({ length: 20 }, () => service.authorize({}, { 'x-test-user': 'nobody' })));
    const times: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      const startedAt = performance.now();
      await service.token({ grant_type: 'client_credentials' }, basic('machine'));
      times.push(performance.now() - startedAt);
    }
    service.app.get(Clock, { strict: false }).nowMs = () => Date.now() + 3_600_000;
    const job = service.app.get(ExpiredRecordsJob, { strict: false });
    const [removed, left] = [await job.run(), await job.run()];
    await service.stop();
    expect([removed, left]).toEqual([1_000, 0]);
    expect(times.toSorted((a, b) => a - b)[18]).toBeLessThan(quicklyMs);
  });
});
