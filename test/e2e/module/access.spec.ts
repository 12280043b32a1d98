import {
  Controller,
  Get,
  Inject,
  Injectable,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CurrentPrincipal,
  McpAuthGuard,
  OptionalAuth,
  RequireRoles,
  RequireScopes,
  Tool,
  type Principal,
} from 'nestjs-mcp-auth';
import type { TokenClaims } from 'nestjs-mcp-auth/testing';
import { ask, bearer, statelessCall } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

@Controller('orders')
@UseGuards(McpAuthGuard)
class OrdersController {
  @Get('public')
  @OptionalAuth()
  offers(@CurrentPrincipal() principal: Principal | undefined) {
    return { subject: principal?.subject ?? 'nobody' };
  }

  @Get('mine')
  @RequireScopes('orders:read', 'profile')
  mine() {
    return { orders: [] };
  }

  @Get('all')
  @RequireRoles('admin', 'auditor')
  all() {
    return { orders: [] };
  }

  @Get('confused')
  @OptionalAuth()
  @RequireScopes('orders:read')
  confused() {
    return { orders: [] };
  }
}

@Injectable()
@RequireScopes('orders:read')
class OrderTools {
  @Tool()
  @RequireScopes('orders:write')
  create() {
    return 'created';
  }

  @Tool()
  @RequireRoles('admin')
  purge() {
    return 'purged';
  }
}

describe.each(adapters)('what a handler needs, on %s', (adapter) => {
  let service: ProtectedService;
  const get = async (path: string, claims?: TokenClaims) => {
    const headers = claims === undefined ? {} : bearer(await service.token(claims));
    return ask(`${service.origin}/orders/${path}`, { headers });
  };
  const call = async (name: string, claims: TokenClaims) =>
    (await service.askWithToken(statelessCall('tools/call', { name, arguments: {} }), claims)).json()['result'];

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      options: { scopes: { offered: ['orders:read'] } },
      parts: { controllers: [OrdersController], providers: [OrderTools] },
    });
  });
  afterAll(() => service.stop());

  it('is nothing, not even a caller, with @OptionalAuth()', async () => {
    expect((await get('public')).json()).toEqual({ subject: 'nobody' });
    expect((await get('public', {})).json()).toEqual({ subject: 'alice' });
  });

  it('is a good token all the same, if there is one', async () => {
    const { status, headers } = await get('public', { exp: 1 });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it('is every scope, and a 403 names them all with those of the token (RS-11, RS-12)', async () => {
    expect((await get('mine', { scope: 'profile orders:read' })).status).toBe(200);
    const { status, headers } = await get('mine', { scope: 'profile extra' });
    expect(status).toBe(403);
    expect(headers['www-authenticate']).toContain('error="insufficient_scope"');
    expect(headers['www-authenticate']).toContain('scope="orders:read profile extra"');
  });

  it.each(['mine', 'confused'])('is somebody first: nobody is sent to log in at %s', async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer scope="orders:read", resource_metadata=/);
  });

  it('is every role, and a denial has no challenge, since no login would mend it', async () => {
    expect((await get('all', { roles: ['admin', 'auditor'] })).status).toBe(200);
    const { status, headers, json } = await get('all', { roles: ['admin'] });
    expect([status, headers['www-authenticate']]).toEqual([403, undefined]);
    expect(json()).toMatchObject({ error: 'access_denied' });
    expect(service.log.lines.join('\n')).toContain('"reason":"role_missing"');
  });

  it('is needed of tools too: class and method add up, and what is missing is said', async () => {
    expect(await call('create', { scope: 'orders:read orders:write' })).toMatchObject({
      content: [{ text: 'created' }],
    });
    const lacking = statelessCall('tools/call', { name: 'create' });
    const { status, headers } = await service.askWithToken(lacking, { scope: 'orders:write' });
    expect([status, headers['www-authenticate']]).toEqual([
      403,
      expect.stringContaining('scope="orders:read orders:write"'),
    ]);
    expect(await call('purge', { scope: 'orders:read' })).toMatchObject({
      isError: true,
      content: [
        { text: expect.stringMatching(/^You may not do this, and another login would not change it\. Reference: /) },
      ],
    });
    expect(await call('purge', { scope: 'orders:read', roles: ['admin'] })).toMatchObject({
      content: [{ text: 'purged' }],
    });
  });
});

describe('a challenge for the scopes of a handler', () => {
  it('names those that every request needs too, also where it leaves out what the token has (RS-12)', async () => {
    const service = await startProtectedService({
      adapter: 'express',
      options: { scopes: { required: ['base'] }, challengeScopes: 'operation' },
      parts: { controllers: [OrdersController] },
    });
    const headers = bearer(await service.token({ scope: 'base extra' }));
    const answer = await ask(`${service.origin}/orders/mine`, { headers });
    await service.stop();
    expect(answer.headers['www-authenticate']).toContain('scope="base orders:read profile"');
  });
});

describe('a requirement that nothing checks', () => {
  @Controller('ledger')
  @RequireRoles('accountant')
  class LedgerController {
    @Get()
    read() {
      return 'ledger';
    }
  }

  /** Calls our guard itself. */
  @Injectable()
  class OwnGuard implements CanActivate {
    constructor(@Inject(McpAuthGuard) private readonly guard: McpAuthGuard) {}

    canActivate(context: ExecutionContext) {
      return this.guard.canActivate(context);
    }
  }

  class HeirOfOurs extends McpAuthGuard {}

  const start = async (guards: readonly Parameters<typeof UseGuards>[number][], options = {}) => {
    @UseGuards(...guards)
    class GuardedController extends LedgerController {}
    Controller('ledger')(GuardedController);
    RequireRoles('accountant')(GuardedController);
    const service = await startProtectedService({
      adapter: 'express',
      options,
      parts: { controllers: [GuardedController] },
    });
    const statuses = await Promise.all(
      [{}, { roles: ['accountant'] }].map(async (claims) => {
        const headers = bearer(await service.token(claims));
        return (await ask(`${service.origin}/ledger`, { headers })).status;
      }),
    );
    await service.stop();
    return statuses;
  };

  it.each([[[]], [[AuthGuard('mcp')]]])('stops the start, and is named', async (guards) => {
    await expect(start(guards)).rejects.toThrow(
      'GuardedController.read: needs scopes or roles, but no McpAuthGuard checks them; add @UseGuards(McpAuthGuard), or guard: "application"',
    );
  });

  it.each([[McpAuthGuard], [HeirOfOurs], [OwnGuard]])('is none behind %o', async (guard) => {
    expect(await start([guard])).toEqual([403, 200]);
  });

  it('is none behind the guard of the application', async () => {
    expect(await start([], { guard: 'application' })).toEqual([403, 200]);
  });

  it('stops the start in a gateway too', async () => {
    @WebSocketGateway()
    class LedgerGateway {
      @SubscribeMessage('read')
      @RequireScopes('ledger')
      read() {
        return 'ledger';
      }
    }
    const starting = startProtectedService({ adapter: 'express', parts: { providers: [LedgerGateway] } });
    await expect(starting).rejects.toThrow('LedgerGateway.read: needs scopes or roles');
  });
});
