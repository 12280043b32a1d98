import type { INestApplication } from '@nestjs/common';
import { json, raw, text } from 'express';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterEach, describe, expect, it } from 'vitest';
import { statelessCall } from '../../support/http-client.js';
import type { Adapter } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

interface FastifyLike {
  addHook(
    name: 'preParsing',
    hook: (request: unknown, reply: unknown, payload: AsyncIterable<Buffer>) => unknown,
  ): void;
}

async function* copy(payload: AsyncIterable<Buffer>) {
  for await (const piece of payload) yield piece;
}

/** What applications do with bodies before anybody else sees them. */
const parsers: readonly (readonly [string, Adapter, (app: INestApplication) => void])[] = [
  ['app.use(json())', 'express', (app) => app.use(json())],
  ['app.use(text())', 'express', (app) => app.use(text({ type: '*/*' }))],
  ['app.use(raw())', 'express', (app) => app.use(raw({ type: '*/*' }))],
  ['useBodyParser', 'express', (app) => (app as NestExpressApplication).useBodyParser('json', { limit: '2mb' })],
  ['app.use(json())', 'fastify', (app) => app.use(json())],
  [
    'a preParsing hook',
    'fastify',
    (app) => {
      const instance: FastifyLike = app.getHttpAdapter().getInstance();
      instance.addHook('preParsing', async (_, __, payload) =>
        (await import('node:stream')).Readable.from(copy(payload)),
      );
    },
  ],
];

describe.each(parsers)('an application with %s on %s', (_, adapter, prepare) => {
  let service: ProtectedService;
  afterEach(() => service.stop());

  it('has its MCP calls served, and malformed ones refused', async () => {
    service = await startProtectedService({ adapter, parts: { providers: [WhoamiTools] }, prepare });
    const call = statelessCall('tools/call', { name: 'echo', arguments: { text: 'hello' } });
    const { status, text: answer } = await service.askWithToken(call);
    expect([status, answer]).toEqual([200, expect.stringContaining('hello')]);
    expect((await service.ask(call)).status).toBe(401);
    expect((await service.askWithToken({ ...call, body: '{' })).status).toBe(400);
  });
});
