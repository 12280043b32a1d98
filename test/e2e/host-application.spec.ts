import {
  Catch,
  Controller,
  Get,
  HttpException,
  Inject,
  Injectable,
  Module,
  Scope,
  ServiceUnavailableException,
  SetMetadata,
  ValidationPipe,
  VersioningType,
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  type ExceptionFilter,
  type ExecutionContext,
  type INestApplication,
  type NestInterceptor,
} from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { Tool, type Principal } from 'nestjs-mcp-auth';
import { ask, statelessCall } from '../support/http-client.js';
import { adapters, type Adapter } from '../support/launch.js';
import { startProtectedService, type ProtectedService } from '../support/protected-service.js';
import { WhoamiTools } from '../support/whoami.tool.js';

@Controller({ path: 'cats', version: '1' })
class CatsController {
  @Get()
  list() {
    return ['felix'];
  }

  @Get('public')
  @SetMetadata('isPublic', true)
  public() {
    return ['tom'];
  }
}

/** Wraps every answer, as many applications do. */
class WrapInterceptor implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map((data: unknown) => ({ data })));
  }
}

/** Answers every exception in the application's own words. */
@Catch()
class CatchAllFilter implements ExceptionFilter {
  catch(exception: unknown, host: ArgumentsHost): void {
    const status = exception instanceof HttpException ? exception.getStatus() : 500;
    const response = host.switchToHttp().getResponse<{ status(code: number): { send(body: unknown): void } }>();
    response.status(status).send({ caught: status });
  }
}

/** A guard of the application that lets public routes pass. */
@Injectable()
class PublicAwareGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride('isPublic', [context.getHandler(), context.getClass()]) === true;
  }
}

/** A guard of the application that reads roles from the handler, and refuses whoever lacks one. */
@Injectable()
class RolesGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const role = this.reflector.get<string | undefined>('role', context.getHandler());
    const { user } = context.switchToHttp().getRequest<{ user?: Principal }>();
    const roles: unknown = user?.claims['roles'];
    return role === undefined || (Array.isArray(roles) && roles.includes(role));
  }
}

@Injectable({ scope: Scope.REQUEST })
class RequestScopedRolesGuard extends RolesGuard {}

@Injectable()
class PurgeTool {
  @Tool()
  @SetMetadata('role', 'admin')
  purge() {
    return 'purged';
  }
}

/** A guard of the application that knows nothing of public routes. */
@Injectable()
class ApiKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, unknown> }>();
    return headers['x-api-key'] === 'k';
  }
}

@Module({ controllers: [CatsController] })
class CatsModule {}

function decorate(app: INestApplication): void {
  app.setGlobalPrefix('api', { exclude: ['unrelated'] });
  app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  app.useGlobalInterceptors(new WrapInterceptor());
  app.useGlobalFilters(new CatchAllFilter());
}

const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });

describe.each(adapters)('an application with prefix, versions, pipe, interceptor and filter on %s', (adapter) => {
  let service: ProtectedService;

  async function start(guard?: { provide: typeof APP_GUARD; useClass: typeof ApiKeyGuard | typeof PublicAwareGuard }) {
    service = await startProtectedService({
      adapter,
      parts: { imports: [CatsModule], providers: [WhoamiTools, ...(guard ? [guard] : [])] },
      prepare: decorate,
    });
  }
  afterEach(() => service.stop());

  it('keeps its own routes, wrapped and prefixed', async () => {
    await start();
    expect((await ask(`${service.origin}/api/v1/cats`)).json()).toEqual({ data: ['felix'] });
  });

  it('keeps its own errors', async () => {
    await start();
    expect((await ask(`${service.origin}/api/v1/dogs`)).json()).toEqual({ caught: 404 });
  });

  it.each(['/.well-known/oauth-protected-resource/mcp', '/.well-known/oauth-protected-resource'])(
    'finds %s at the root of the origin, unwrapped',
    async (path) => {
      await start();
      expect((await ask(service.origin + path)).json()).toMatchObject({ resource: service.resource });
      expect((await ask(`${service.origin}/api${path}`)).status).toBe(404);
    },
  );

  it('does not take the rest of the well-known space', async () => {
    await start();
    expect((await ask(`${service.origin}/.well-known/security.txt`)).status).toBe(404);
  });

  it('serves MCP at the path of its resource, unwrapped, and tools with it', async () => {
    await start();
    const { status, json } = await service.askWithToken(whoami);
    expect(status).toBe(200);
    expect(json()).toMatchObject({ jsonrpc: '2.0', result: { content: [{ type: 'text' }] } });
    expect(JSON.stringify(json())).toContain('sdkSubject');
  });

  it('cannot lose a challenge to its filter', async () => {
    await start();
    const { status, headers, json } = await service.ask(whoami);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toContain('resource_metadata=');
    expect(json()).toMatchObject({ jsonrpc: '2.0' });
  });

  it('with a global guard that reads isPublic lets our routes through to our guard', async () => {
    await start({ provide: APP_GUARD, useClass: PublicAwareGuard });
    expect((await ask(`${service.origin}/api/v1/cats`)).status).toBe(403);
    expect((await ask(`${service.origin}/api/v1/cats/public`)).status).toBe(200);
    expect((await ask(`${service.origin}/.well-known/oauth-protected-resource/mcp`)).status).toBe(200);
    expect((await service.askWithToken(whoami)).text).toContain('sdkSubject');
    expect((await service.ask(whoami)).status).toBe(401);
  });

  it('with a global guard that knows nothing of us names it in the log', async () => {
    await start({ provide: APP_GUARD, useClass: ApiKeyGuard });
    expect((await service.askWithToken(whoami)).status).toBe(403);
    expect((await ask(`${service.origin}/.well-known/oauth-protected-resource/mcp`)).status).toBe(403);
    const warnings = service.log.lines.filter((line) => line.startsWith('warn'));
    expect(warnings).toHaveLength(2);
    expect(warnings.every((line) => line.includes('ApiKeyGuard') && line.includes('"publicMarkers"'))).toBe(true);
  });

  it.each([RolesGuard, RequestScopedRolesGuard])(
    'with a global guard for roles has it guard tools too: %o',
    async (guard) => {
      service = await startProtectedService({
        adapter,
        parts: { providers: [PurgeTool, { provide: APP_GUARD, useClass: guard }] },
      });
      const purge = statelessCall('tools/call', { name: 'purge', arguments: {} });
      expect((await service.askWithToken(purge)).text).toContain('Forbidden resource');
      expect((await service.askWithToken(purge, { roles: ['admin'] })).text).toContain('purged');
    },
  );

  it('never has a query in its log', async () => {
    await start({ provide: APP_GUARD, useClass: ApiKeyGuard });
    await ask(`${service.origin}/.well-known/oauth-protected-resource/mcp?access_token=secret`);
    expect(service.log.lines.join('\n')).not.toContain('secret');
  });

  it('with a global guard that fails keeps its status, under an id that the log has', async () => {
    const failing: CanActivate = {
      canActivate: () => {
        throw new ServiceUnavailableException('the key store at 10.0.0.7 is down');
      },
    };
    service = await startProtectedService({
      adapter,
      parts: { providers: [{ provide: APP_GUARD, useValue: failing }] },
    });
    const { status, json, text } = await service.askWithToken(whoami);
    const { error } = json() as { error: { data: { correlationId: string } } };
    expect([status, text.includes('10.0.0.7')]).toEqual([503, false]);
    expect(service.log.lines.some((line) => line.includes(error.data.correlationId))).toBe(true);
  });

  it('with a global guard that knows another marker is told which one', async () => {
    service = await startProtectedService({
      adapter,
      options: { publicMarkers: ['isPublic', 'skipApiKey'] },
      parts: { providers: [WhoamiTools, { provide: APP_GUARD, useValue: guardFor('skipApiKey') }] },
    });
    expect((await service.askWithToken(whoami)).text).toContain('sdkSubject');
  });
});

function guardFor(marker: string): CanActivate {
  const reflector = new Reflector();
  return {
    canActivate: (context) => reflector.getAllAndOverride(marker, [context.getHandler(), context.getClass()]) === true,
  };
}

describe.each<Adapter>(adapters)('an application that sets CORS headers of its own on %s', (adapter) => {
  it('has them on our refusals too', async () => {
    const service = await startProtectedService({
      adapter,
      options: { allowedOrigins: ['https://app.example.com'] },
      prepare: (app) => app.enableCors({ origin: 'https://app.example.com', credentials: true }),
    });
    const { headers } = await service.ask({
      ...whoami,
      headers: { ...whoami.headers, origin: 'https://app.example.com' },
    });
    await service.stop();
    expect(headers['access-control-allow-credentials']).toBe('true');
  });
});
