import { Controller, Get, Injectable, Module, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CurrentPrincipal,
  jwtVerifier,
  McpAuthGuard,
  McpAuthModule,
  remoteAuth,
  Tool,
  type McpAuthFeatureOptions,
  type Principal,
} from 'nestjs-mcp-auth';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters, freePort, launch, type Adapter, type Running } from '../../support/launch.js';

@Injectable()
class RootTools {
  @Tool()
  root_tool() {
    return 'root';
  }
}

@Injectable()
class HrTools {
  @Tool()
  hr_tool(_input: unknown) {
    return 'hr';
  }
}

@Controller('employees')
class EmployeesController {
  @Get()
  @UseGuards(McpAuthGuard)
  list(@CurrentPrincipal() { audience }: Principal) {
    return { audience };
  }

  @Get('by-passport')
  @UseGuards(AuthGuard('mcp:hr'))
  listByPassport(@CurrentPrincipal() { audience }: Principal) {
    return { audience };
  }
}

@Controller('profile')
class ProfileController {
  @Get()
  @UseGuards(McpAuthGuard)
  read(@CurrentPrincipal() { audience }: Principal) {
    return { audience };
  }

  @Get('by-passport')
  @UseGuards(AuthGuard('mcp'))
  readByPassport(@CurrentPrincipal() { audience }: Principal) {
    return { audience };
  }
}

const listTools = statelessCall('tools/list', {});

interface TwoResources extends Running {
  readonly resource: string;
  readonly hr: string;
  readonly issuer: FakeIssuer;
}

async function startTwoResources(adapter: Adapter, level: 1 | 2): Promise<TwoResources> {
  const port = await freePort();
  const resource = `http://localhost:${port}/mcp`;
  const hr = `${resource}/hr`;
  const issuer = await FakeIssuer.create();
  const verifier = jwtVerifier({ publicKey: { ...issuer.publicJwk }, issuer: issuer.issuer, audience: resource });
  const auth = level === 1 ? verifier : remoteAuth({ authorizationServers: [issuer.issuer], verifier });
  const feature: McpAuthFeatureOptions = { resource: hr, scopes: { offered: ['hr:read'] } };

  @Module({
    imports: [McpAuthModule.forFeature(feature)],
    controllers: [EmployeesController],
    providers: [HrTools],
  })
  class HrModule {}

  @Module({
    imports: [HrModule, McpAuthModule.forRoot({ resource, auth, scopes: { offered: ['mcp'] } })],
    controllers: [ProfileController],
    providers: [RootTools],
  })
  class ServiceModule {}
  const running = await launch(ServiceModule, { adapter, port });
  return { ...running, resource, hr, issuer };
}

describe.each(adapters)('two resources in one application on %s', (adapter) => {
  let service: TwoResources;
  const tokenFor = async (aud: string) => bearer(await service.issuer.token({ aud }));
  const askAs = async (url: string, aud: string) => ask(url, withHeaders(listTools, await tokenFor(aud)));
  const getAs = async (path: string, aud: string) =>
    ask(service.origin + path, { method: 'GET', headers: await tokenFor(aud) });

  beforeAll(async () => {
    service = await startTwoResources(adapter, 2);
  });
  afterAll(() => service.stop());

  it('accept each its own tokens', async () => {
    expect((await askAs(service.resource, service.resource)).status).toBe(200);
    expect((await askAs(service.hr, service.hr)).status).toBe(200);
  });

  it('refuse tokens for the other one (MX-02)', async () => {
    expect((await askAs(service.resource, service.hr)).status).toBe(401);
    expect((await askAs(service.hr, service.resource)).status).toBe(401);
  });

  it('serve each the tools of its own modules', async () => {
    expect((await askAs(service.resource, service.resource)).text).toMatch(/^(?!.*hr_tool).*root_tool/);
    expect((await askAs(service.hr, service.hr)).text).toMatch(/^(?!.*root_tool).*hr_tool/);
  });

  it('challenge each with its own metadata and scopes (DI-01)', async () => {
    const { headers } = await ask(service.hr, listTools);
    const metadata = `${service.origin}/.well-known/oauth-protected-resource/mcp/hr`;
    expect(headers['www-authenticate']).toBe(`Bearer scope="hr:read", resource_metadata="${metadata}"`);
  });

  it('publish each its own document, and only the first one at the root (DI-01)', async () => {
    const document = async (path: string) =>
      (await ask(`${service.origin}/.well-known/oauth-protected-resource${path}`)).json();
    expect(await document('/mcp/hr')).toMatchObject({ resource: service.hr, scopes_supported: ['hr:read'] });
    expect(await document('/mcp')).toMatchObject({ resource: service.resource, scopes_supported: ['mcp'] });
    expect(await document('')).toMatchObject({ resource: service.resource });
  });

  it.each(['/mcp/hr/.well-known/oauth-protected-resource', '/.well-known/mcp/hr/oauth-protected-resource'])(
    'serve no document at the malformed %s (DI-01)',
    async (path) => {
      expect((await ask(service.origin + path)).status).toBe(404);
    },
  );

  it('guard the controllers of a module for the resource that it imports (MX-02)', async () => {
    expect((await getAs('/employees', service.hr)).json()).toEqual({ audience: [service.hr] });
    expect((await getAs('/employees', service.resource)).status).toBe(401);
    expect((await getAs('/profile', service.resource)).json()).toEqual({ audience: [service.resource] });
    expect((await getAs('/profile', service.hr)).status).toBe(401);
  });

  it('have each a Passport strategy of its own (MX-02)', async () => {
    expect((await getAs('/employees/by-passport', service.hr)).json()).toEqual({ audience: [service.hr] });
    expect((await getAs('/employees/by-passport', service.resource)).status).toBe(401);
    expect((await getAs('/profile/by-passport', service.resource)).json()).toEqual({ audience: [service.resource] });
    expect((await getAs('/profile/by-passport', service.hr)).status).toBe(401);
  });

  it('name the strategy in the log', () => {
    expect(service.log.lines.join('\n')).toContain(`${service.hr}: AuthGuard('mcp:hr')`);
  });
});

describe('a further resource at level 1', () => {
  it('serves no metadata, as if there were no such route', async () => {
    const service = await startTwoResources('express', 1);
    expect((await ask(`${service.origin}/.well-known/oauth-protected-resource/mcp/hr`)).status).toBe(404);
    await service.stop();
  });
});

describe('two applications in one process', () => {
  it('share nothing: a token for one is worth nothing at the other (MX-02)', async () => {
    const [first, second] = await Promise.all([startTwoResources('express', 2), startTwoResources('express', 2)]);
    const question = async (of: TwoResources) => ({
      method: 'GET',
      headers: bearer(await of.issuer.token({ aud: of.resource })),
    });
    const statuses = await Promise.all([
      ask(`${first.origin}/profile/by-passport`, await question(first)),
      ask(`${second.origin}/profile/by-passport`, await question(second)),
      ask(`${second.origin}/profile/by-passport`, await question(first)),
      ask(`${second.origin}/profile`, await question(first)),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 401, 401]);
    await Promise.all([first.stop(), second.stop()]);
  });
});
