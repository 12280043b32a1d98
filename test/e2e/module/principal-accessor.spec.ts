import { Agent, request } from 'node:http';
import { Controller, Get, Inject, Injectable, UseGuards } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { McpAuthGuard, OptionalAuth, PrincipalAccessor, Tool } from 'nestjs-mcp-auth';
import { ask, bearer, statelessCall } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Deep in the application, where nobody hands a principal down. */
@Injectable()
class LedgerService {
  constructor(@Inject(PrincipalAccessor) private readonly principals: PrincipalAccessor) {}

  async owner() {
    await turn();
    const before = this.principals.find()?.subject ?? 'nobody';
    await turn();
    const after = this.principals.find()?.subject ?? 'nobody';
    return before === after ? before : 'mixed up';
  }
}

@Controller('ledger')
@UseGuards(McpAuthGuard)
class LedgerController {
  constructor(
    @Inject(LedgerService) private readonly ledger: LedgerService,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost<FastifyAdapter>,
  ) {}

  @Get()
  @OptionalAuth()
  async read() {
    return { owner: await this.ledger.owner() };
  }

  /** Asks another route from inside of this one, as batch endpoints do. */
  @Get('nested')
  async nested() {
    return (await this.host.httpAdapter.inject({ url: '/open' })).json<object>();
  }
}

@Controller('open')
class OpenController {
  constructor(
    @Inject(LedgerService) private readonly ledger: LedgerService,
    @Inject(PrincipalAccessor) private readonly principals: PrincipalAccessor,
  ) {}

  @Get()
  async read() {
    return { owner: await this.ledger.owner() };
  }

  @Get('strict')
  strict() {
    try {
      return { owner: this.principals.get().subject };
    } catch (error) {
      return { error: String(error) };
    }
  }
}

@Injectable()
class LedgerTools {
  constructor(@Inject(LedgerService) private readonly ledger: LedgerService) {}

  @Tool()
  async owner() {
    return this.ledger.owner();
  }
}

describe.each(adapters)('the principal in a service, on %s', (adapter) => {
  let service: ProtectedService;
  const owner = async (path: string, subject?: string, agent?: Agent) => {
    const headers = subject === undefined ? {} : bearer(await service.token({ sub: subject }));
    return agent === undefined
      ? (await ask(service.origin + path, { headers })).json()['owner']
      : askBy(agent, service.origin + path, headers);
  };

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      parts: { controllers: [LedgerController, OpenController], providers: [LedgerService, LedgerTools] },
    });
  });
  afterAll(() => service.stop());

  it('is that of the request', async () => {
    expect(await owner('/ledger', 'alice')).toBe('alice');
  });

  it('is that of the tool call', async () => {
    const { text } = await service.askWithToken(statelessCall('tools/call', { name: 'owner', arguments: {} }));
    expect(text).toContain('"text":"alice"');
  });

  it('is nobody where nobody is guarded, and asking strictly says so', async () => {
    expect(await owner('/open', 'alice')).toBe('nobody');
    expect((await ask(`${service.origin}/open/strict`)).json()['error']).toContain('No verified principal here');
  });

  it('does not leak into the next request of a connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const owners = [
      await owner('/ledger', 'alice', agent),
      await owner('/ledger', undefined, agent),
      await owner('/open', undefined, agent),
      await owner('/ledger', 'bob', agent),
    ];
    agent.destroy();
    expect(owners).toEqual(['alice', 'nobody', 'nobody', 'bob']);
  });

  it('is the right one in 200 parallel requests', async () => {
    const subjects = Array.from({ length: 200 }, (_, index) => `user-${index}`);
    expect(await Promise.all(subjects.map((subject) => owner('/ledger', subject)))).toEqual(subjects);
  });
});

describe('a route that is asked from inside of another one', () => {
  it('is not run on behalf of the principal of the outer one', async () => {
    const parts = { controllers: [LedgerController, OpenController], providers: [LedgerService] };
    const service = await startProtectedService({ adapter: 'fastify', parts });
    const answer = await ask(`${service.origin}/ledger/nested`, { headers: bearer(await service.token()) });
    await service.stop();
    expect(answer.json()).toEqual({ owner: 'nobody' });
  });
});

describe('an application in which nothing asks for it', () => {
  it('has no interceptor for it', async () => {
    const service = await startProtectedService({ adapter: 'express' });
    const accessor = service.app.get(PrincipalAccessor);
    expect(() => accessor.find()).toThrow('PrincipalAccessor must be injected into a class or a factory');
    await service.stop();
  });
});

function askBy(agent: Agent, url: string, headers: Record<string, string>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, headers }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => void (text += piece.toString()));
      response.on('end', () => resolve((JSON.parse(text) as { owner: unknown }).owner));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
