import { Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurrentPrincipal, McpAuthGuard, Public, type Principal } from 'nestjs-mcp-auth';
import { ask, bearer } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

@Controller('reports')
@UseGuards(McpAuthGuard)
class ReportsController {
  @Get()
  mine(@CurrentPrincipal() principal: Principal) {
    return { subject: principal.subject };
  }

  @Get('public')
  @Public()
  all(@CurrentPrincipal() principal: Principal | undefined) {
    return { subject: principal?.subject ?? 'nobody' };
  }
}

@Controller('invoices')
@UseGuards(AuthGuard('mcp'))
class InvoicesController {
  @Get()
  mine(@CurrentPrincipal() principal: Principal) {
    return { subject: principal.subject };
  }
}

describe.each(adapters)('a controller of the application on %s', (adapter) => {
  let service: ProtectedService;

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      parts: { controllers: [ReportsController, InvoicesController] },
    });
  });
  afterAll(() => service.stop());

  describe.each([
    ['McpAuthGuard', '/reports'],
    ["AuthGuard('mcp')", '/invoices'],
  ])('behind %s', (_, path) => {
    it('sees the principal of a good token', async () => {
      const answer = await ask(service.origin + path, { headers: bearer(await service.token()) });
      expect([answer.status, answer.json()]).toEqual([200, { subject: 'alice' }]);
    });

    it('is not reached without a token; the challenge says where to get one', async () => {
      const { status, headers, json } = await ask(service.origin + path);
      expect(status).toBe(401);
      expect(headers['www-authenticate']).toMatch(/^Bearer resource_metadata="http:/);
      expect(headers['cache-control']).toBe('no-store');
      expect(json()).toMatchObject({ error: 'unauthorized', correlation_id: expect.any(String) });
    });

    it('is not reached with a bad token', async () => {
      const { status, headers } = await ask(service.origin + path, { headers: bearer('a.b.c') });
      expect(status).toBe(401);
      expect(headers['www-authenticate']).toContain('error="invalid_token"');
    });

    it('hears of an outage of the issuer as 503', async () => {
      const cut = await startProtectedService({
        adapter,
        parts: { controllers: [ReportsController, InvoicesController] },
      });
      cut.keyServer.respond((__, response) => void response.writeHead(500).end());
      const { status, headers } = await ask(cut.origin + path, { headers: bearer(await cut.token()) });
      await cut.stop();
      expect([status, headers['retry-after'], headers['www-authenticate']]).toEqual([503, '3', undefined]);
    });
  });

  it('may be public, for everyone', async () => {
    expect((await ask(`${service.origin}/reports/public`)).json()).toEqual({ subject: 'nobody' });
  });

  it('does not remember the principal of an earlier request on the connection', async () => {
    const [first, second] = await keepAlive(service.origin, [
      ['/reports', await service.token()],
      ['/reports/public', undefined],
    ]);
    expect([first, second]).toEqual(['{"subject":"alice"}', '{"subject":"nobody"}']);
  });
});

/** An MCP endpoint of the application's own, in place of the module's. */
@Controller('mcp')
@UseGuards(McpAuthGuard)
class OwnTransportController {
  @Post()
  @HttpCode(200)
  answer(@CurrentPrincipal() { subject }: Principal) {
    return { served: subject };
  }
}

describe.each(adapters)("an application with a transport of its own (transport: 'none') on %s", (adapter) => {
  it('serves its endpoint behind the guard, and the metadata is published all the same', async () => {
    const service = await startProtectedService({
      adapter,
      options: { transport: 'none' },
      parts: { controllers: [OwnTransportController] },
    });
    const call = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const [good, anonymous] = [await service.askWithToken(call), await service.ask(call)];
    const metadata = await ask(`${service.origin}/.well-known/oauth-protected-resource/mcp`);
    await service.stop();
    expect([good.status, good.json()]).toEqual([200, { served: 'alice' }]);
    expect([anonymous.status, anonymous.headers['www-authenticate']]).toEqual([
      401,
      expect.stringContaining('resource_metadata='),
    ]);
    expect(metadata.json()).toMatchObject({ resource: service.resource });
  });
});

describe.each(adapters)('two applications in one process on %s', (adapter) => {
  it("keep their tokens apart behind AuthGuard('mcp') (MX-02)", async () => {
    const parts = { controllers: [InvoicesController] };
    const first = await startProtectedService({ adapter, parts });
    const second = await startProtectedService({ adapter, parts });
    const statusAt = async (place: ProtectedService, token: string) =>
      (await ask(`${place.origin}/invoices`, { headers: bearer(token) })).status;
    const [own, foreign] = [await first.token(), await second.token()];
    expect([await statusAt(first, own), await statusAt(first, foreign)]).toEqual([200, 401]);
    expect([await statusAt(second, foreign), await statusAt(second, own)]).toEqual([200, 401]);
    await second.stop();
    expect(await statusAt(first, own)).toBe(200);
    await first.stop();
  });
});

async function keepAlive(origin: string, requests: readonly (readonly [string, string | undefined])[]) {
  const { Agent, request } = await import('node:http');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const texts: string[] = [];
  for (const [path, token] of requests) {
    const headers = token === undefined ? {} : bearer(token);
    const text = await new Promise<string>((resolve, reject) => {
      const outgoing = request(origin + path, { agent, headers }, (response) => {
        let body = '';
        response.on('data', (piece: Buffer) => void (body += piece.toString()));
        response.on('end', () => resolve(body));
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
    texts.push(text);
  }
  agent.destroy();
  return texts;
}
