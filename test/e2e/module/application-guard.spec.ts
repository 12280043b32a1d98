import { Controller, Get, Module, SetMetadata, type INestApplication } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { ClientProxyFactory, MessagePattern, Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CurrentPrincipal, jwtVerifier, McpAuthModule, Public, remoteAuth, type Principal } from 'nestjs-mcp-auth';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters, freePort, launch, LogLines } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

@Controller('reports')
class ReportsController {
  @Get()
  mine(@CurrentPrincipal() { subject }: Principal) {
    return { subject };
  }

  @Get('public')
  @Public()
  open() {
    return 'open';
  }

  @Get('health')
  @SetMetadata('isPublic', true)
  health() {
    return 'alive';
  }

  @MessagePattern('reports')
  message(@CurrentPrincipal() principal: Principal | undefined) {
    return { subject: principal?.subject ?? 'nobody' };
  }
}

describe.each(adapters)("guard: 'application' on %s", (adapter) => {
  let service: ProtectedService;
  const get = (path: string, token?: string) =>
    ask(service.origin + path, { headers: token === undefined ? {} : bearer(token) });

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      options: { guard: 'application' },
      parts: { controllers: [ReportsController], providers: [WhoamiTools] },
    });
  });
  afterAll(() => service.stop());

  it('guards every route', async () => {
    expect((await get('/reports')).status).toBe(401);
    expect((await get('/reports', await service.token())).json()).toEqual({ subject: 'alice' });
  });

  it("opens what @Public() or the application's own marker opens", async () => {
    expect((await get('/reports/public')).status).toBe(200);
    expect((await get('/reports/health')).status).toBe(200);
  });

  it('keeps the MCP endpoint guarded, though it carries the markers', async () => {
    const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });
    expect((await service.ask(whoami)).status).toBe(401);
    const { text } = await service.askWithToken(whoami);
    expect(text).toContain('alice');
  });

  it('keeps the metadata readable by everyone', async () => {
    expect((await get('/.well-known/oauth-protected-resource/mcp')).status).toBe(200);
  });
});

describe("guard: 'application' without markers of the application", () => {
  it('leaves alone what this module serves: metadata, tools, and the endpoints of other resources', async () => {
    const port = await freePort();
    const resource = `http://localhost:${port}/mcp`;
    const hr = `${resource}/hr`;
    const issuer = await FakeIssuer.create();
    const verifier = jwtVerifier({ publicKey: { ...issuer.publicJwk }, issuer: issuer.issuer, audience: resource });
    const auth = remoteAuth({ authorizationServers: [issuer.issuer], verifier });

    @Module({ imports: [McpAuthModule.forFeature({ resource: hr })], providers: [WhoamiTools] })
    class HrModule {}
    @Module({ imports: [McpAuthModule.forRoot({ resource, auth, guard: 'application', publicMarkers: [] }), HrModule] })
    class ServiceModule {}
    const running = await launch(ServiceModule, { adapter: 'express', port });
    const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });
    const statusFor = async (aud: string) =>
      (await ask(hr, withHeaders(whoami, bearer(await issuer.token({ aud }))))).status;
    const metadata = await ask(`${running.origin}/.well-known/oauth-protected-resource/mcp/hr`);
    const statuses = [metadata.status, await statusFor(hr), await statusFor(resource)];
    await running.stop();
    expect(statuses).toEqual([200, 200, 401]);
  });
});

describe("guard: 'application' beside forFeature", () => {
  it('takes on the controllers of a module the tokens of the resource that the module imports (MX-02)', async () => {
    const port = await freePort();
    const resource = `http://localhost:${port}/mcp`;
    const hr = `${resource}/hr`;
    const issuer = await FakeIssuer.create();
    const auth = jwtVerifier({ publicKey: { ...issuer.publicJwk }, issuer: issuer.issuer, audience: resource });

    @Controller('employees')
    class EmployeesController {
      @Get()
      list(@CurrentPrincipal() { audience }: Principal) {
        return { audience };
      }
    }
    @Module({ imports: [McpAuthModule.forFeature({ resource: hr })], controllers: [EmployeesController] })
    class HrModule {}
    @Module({
      imports: [HrModule, McpAuthModule.forRoot({ resource, auth, guard: 'application' })],
      controllers: [ReportsController],
    })
    class ServiceModule {}
    const running = await launch(ServiceModule, { adapter: 'express', port });
    const statusOf = async (path: string, aud: string) =>
      (await ask(running.origin + path, { headers: bearer(await issuer.token({ aud })) })).status;
    const statuses = [
      await statusOf('/employees', hr),
      await statusOf('/employees', resource),
      await statusOf('/reports', resource),
      await statusOf('/reports', hr),
    ];
    await running.stop();
    expect(statuses).toEqual([200, 401, 200, 401]);
  });

  it('lets nobody in where one class stands in modules of two resources', async () => {
    const port = await freePort();
    const resource = `http://localhost:${port}/mcp`;
    const issuer = await FakeIssuer.create();
    const auth = jwtVerifier({ publicKey: { ...issuer.publicJwk }, issuer: issuer.issuer, audience: resource });
    @Module({ imports: [McpAuthModule.forFeature({ resource: `${resource}/hr` })], controllers: [ReportsController] })
    class HrModule {}
    @Module({
      imports: [HrModule, McpAuthModule.forRoot({ resource, auth, guard: 'application' })],
      controllers: [ReportsController],
    })
    class ServiceModule {}
    const running = await launch(ServiceModule, { adapter: 'express', port });
    const answer = await ask(`${running.origin}/reports`, { headers: bearer(await issuer.token({ aud: resource })) });
    await running.stop();
    expect([answer.status, running.log.lines.join()]).toEqual([
      500,
      expect.stringContaining('modules of several resources'),
    ]);
  });
});

describe("guard: 'application' in a hybrid application", () => {
  let app: INestApplication | undefined;
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });

  const refuseEverything = { provide: APP_GUARD, useValue: { canActivate: () => false } };

  async function start(
    hybrid: { readonly inheritAppConfig?: boolean },
    order: 'microservices first' | 'HTTP first',
    providers: readonly (typeof refuseEverything)[] = [],
  ) {
    const [http, tcp] = [await freePort(), await freePort()];
    const resource = `http://localhost:${http}/mcp`;
    const issuer = await FakeIssuer.create();
    const auth = jwtVerifier({ publicKey: { ...issuer.publicJwk }, issuer: issuer.issuer, audience: resource });

    @Module({
      imports: [McpAuthModule.forRoot({ resource, auth, guard: 'application' })],
      controllers: [ReportsController],
      providers: [...providers],
    })
    class HybridModule {}
    app = await NestFactory.create(HybridModule, { logger: new LogLines(), forceCloseConnections: true });
    const options = { transport: Transport.TCP, options: { host: '127.0.0.1', port: tcp } } as const;
    const microservice = app.connectMicroservice<MicroserviceOptions>(options, hybrid);
    if (order === 'microservices first') await app.startAllMicroservices();
    await app.listen(http, '127.0.0.1');
    if (order === 'HTTP first') await app.startAllMicroservices();
    const client = ClientProxyFactory.create(options);
    const send = async (payload: object) =>
      firstValueFrom(client.send<unknown>('reports', payload)).finally(() => void client.close());
    const token = await issuer.token({ aud: resource });
    return { send, microservice, authorization: `Bearer ${token}` };
  }

  it.each(['microservices first', 'HTTP first'] as const)(
    'reaches a microservice that inherits the configuration (%s)',
    async (order) => {
      const { send, authorization } = await start({ inheritAppConfig: true }, order);
      expect(await send({ authorization })).toEqual({ subject: 'alice' });
    },
  );

  it('refuses its messages without a token, with a typed error', async () => {
    const { send } = await start({ inheritAppConfig: true }, 'microservices first');
    await expect(send({})).rejects.toMatchObject({ error: 'unauthorized', code: 16 });
  });

  it.each(['microservices first', 'HTTP first'] as const)(
    'is a start error where a microservice does not inherit it (%s)',
    async (order) => {
      await expect(start({}, order)).rejects.toThrow(
        'guard: "application" does not reach a connected microservice, whose handlers would be open; connect it with ' +
          'connectMicroservice(options, { inheritAppConfig: true })',
      );
    },
  );

  it.each([
    [{}, { inheritAppConfig: true }],
    [{ inheritAppConfig: true }, {}],
  ])('is a start error where one of two does not inherit it: %j, %j', async (first, second) => {
    const resource = `http://localhost:${await freePort()}/mcp`;
    const issuer = await FakeIssuer.create();
    const auth = jwtVerifier({ publicKey: { ...issuer.publicJwk }, issuer: issuer.issuer, audience: resource });

    @Module({
      imports: [McpAuthModule.forRoot({ resource, auth, guard: 'application' })],
      controllers: [ReportsController],
    })
    class TwoServersModule {}
    app = await NestFactory.create(TwoServersModule, { logger: new LogLines(), forceCloseConnections: true });
    for (const hybrid of [first, second]) {
      const options = { transport: Transport.TCP, options: { host: '127.0.0.1', port: await freePort() } } as const;
      app.connectMicroservice<MicroserviceOptions>(options, hybrid);
    }
    await expect(app.startAllMicroservices()).rejects.toThrow('inheritAppConfig: true');
  });

  it('is no start error because another guard was in the way', async () => {
    await expect(start({ inheritAppConfig: true }, 'microservices first', [refuseEverything])).resolves.toBeDefined();
  });

  it('leaves no trace of its hidden message', async () => {
    const { microservice } = await start({ inheritAppConfig: true }, 'microservices first');
    const { serverInstance } = microservice as unknown as { serverInstance: { getHandlers(): Map<string, unknown> } };
    expect([...serverInstance.getHandlers().keys()]).toEqual(['reports']);
  });
});
