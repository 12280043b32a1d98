import { describe, expect, it } from 'vitest';
import { McpAuthModule } from 'nestjs-mcp-auth';
import { oauthServer } from 'nestjs-mcp-auth/oauth-server';
import { authorizationQuery } from '../../support/authorization.js';
import { ask } from '../../support/http-client.js';
import { adapters, launch } from '../../support/launch.js';
import { outcomeOf, startAttacked } from '../../support/oauth-attack.js';

const metadata = '/.well-known/oauth-authorization-server';

describe.each(adapters)('a client of 2025-03-26, which looks at the root alone, on %s', (adapter) => {
  it('finds a server that stands there (CL-03)', async () => {
    const service = await startAttacked(adapter);
    const { issuer } = (await ask(service.origin + metadata)).json();
    await service.stop();
    expect(issuer).toBe(service.origin);
  });

  it('finds one below a path by its aliases, where the operator wants that (CL-03)', async () => {
    const service = await startAttacked(adapter, { basePath: '/oauth', legacyRootAliases: 'on' });
    const [root, own] = await Promise.all([metadata, `${metadata}/oauth`].map((path) => ask(service.origin + path)));
    const authorized = await ask(`${service.origin}/authorize?${authorizationQuery()}`);
    const token = await ask(`${service.origin}/token`, { method: 'POST' });
    const register = await ask(`${service.origin}/register`, { method: 'POST' });
    await service.stop();
    expect(root?.json()).toEqual(own?.json());
    expect(own?.json()['issuer']).toBe(`${service.origin}/oauth`);
    expect([outcomeOf(authorized), token.status, register.status]).toEqual(['code', 400, 400]);
  });

  it('finds none of them otherwise: they are the application’s', async () => {
    const service = await startAttacked(adapter, { basePath: '/oauth' });
    const paths = [metadata, '/authorize', '/token', '/register'];
    const statuses = await Promise.all(paths.map(async (path) => (await ask(service.origin + path)).status));
    await service.stop();
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  it('is not promised by a factory what no route was made for', async () => {
    const resource = 'http://localhost:1/mcp';
    const part = { useValue: {} as never };
    const auth = oauthServer({
      dataSource: 'memory',
      users: part,
      login: part,
      consent: part,
      basePath: '/oauth',
      legacyRootAliases: 'on',
    });
    const root = McpAuthModule.forRootAsync({
      auth: oauthServer,
      issuerPath: '/oauth',
      useFactory: () => ({ resource, auth }),
    });
    class ServiceModule {}
    await expect(launch({ module: ServiceModule, imports: [root] }, { adapter, port: 0 })).rejects.toThrow(
      /auth\.legacyRootAliases.*"on" differs from "off", given as `legacyRootAliases` beside useFactory/s,
    );
  });
});
