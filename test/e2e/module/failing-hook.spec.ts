import { Controller, Get, UnauthorizedException, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { McpAuthGuard, OptionalAuth } from 'nestjs-mcp-auth';
import { ask, bearer, initializeCall, statelessCall } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

@Controller('guarded')
@UseGuards(McpAuthGuard)
class GuardedController {
  @Get()
  everyone() {
    return 'reached';
  }

  @Get('optional')
  @OptionalAuth()
  anyone() {
    return 'reached';
  }
}

@Controller('passport')
@UseGuards(AuthGuard('mcp'))
class PassportController {
  @Get()
  everyone() {
    return 'reached';
  }
}

/** What looks like a refusal must not become one either. */
const faults = [new Error('no such scope'), new UnauthorizedException('no such scope')];

describe.each(adapters)('a scopeTranslation.fromToken that throws on %s', (adapter) => {
  let service: ProtectedService;
  let fault: Error | undefined;

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      verifier: {
        scopeTranslation: {
          fromToken: (scope) => {
            if (fault !== undefined) throw fault;
            return scope;
          },
        },
      },
      parts: { controllers: [GuardedController, PassportController], providers: [WhoamiTools] },
    });
  });
  afterAll(() => service.stop());

  it.each([statelessCall('tools/list'), initializeCall()])(
    'is an internal error of the MCP endpoint, by JSON-RPC',
    async (call) => {
      for (fault of faults) {
        const { status, headers, json } = await service.askWithToken(call, { scope: 'a' });
        expect([status, headers['www-authenticate']]).toEqual([500, undefined]);
        expect(json()).toMatchObject({ jsonrpc: '2.0', id: null, error: { code: -32603, message: 'Internal error' } });
      }
    },
  );

  it('stands in the log of the MCP endpoint with its name and its cause, under the id that the client got', async () => {
    [fault] = faults;
    const { json } = await service.askWithToken(statelessCall('tools/list'), { scope: 'a' });
    const { error } = json() as { error: { data: { correlationId: string } } };
    const line = service.log.lines.find((entry) => entry.includes(error.data.correlationId));
    expect(line).toMatch(/scopeTranslation\.fromToken failed[^]*no such scope/);
  });

  it.each(['/guarded', '/guarded/optional', '/passport'])('is an internal error of %s', async (path) => {
    for (fault of faults) {
      const before = service.log.lines.length;
      const { status, headers, text } = await ask(service.origin + path, {
        headers: bearer(await service.token({ scope: 'a' })),
      });
      expect([status, headers['www-authenticate'], text.includes('reached')]).toEqual([500, undefined, false]);
      expect(service.log.lines.slice(before).join('\n')).toContain('scopeTranslation.fromToken failed');
    }
  });

  it('is not remembered: the token is good once the function is', async () => {
    const token = await service.token({ scope: 'a' });
    const statusNow = async () => (await ask(`${service.origin}/guarded`, { headers: bearer(token) })).status;
    [fault] = faults;
    expect(await statusNow()).toBe(500);
    fault = undefined;
    expect(await statusNow()).toBe(200);
  });
});
