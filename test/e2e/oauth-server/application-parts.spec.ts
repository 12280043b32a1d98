import { Injectable, type Provider } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { McpAuthModule } from 'nestjs-mcp-auth';
import { oauthServer, Users, type OAuthServerOptions, type User } from 'nestjs-mcp-auth/oauth-server';
import { authorizationQuery } from '../../support/authorization.js';
import { ask } from '../../support/http-client.js';
import { adapters, freePort, launch } from '../../support/launch.js';
import { outcomeOf } from '../../support/oauth-attack.js';
import { TestConsent, TestLogin, TestUsers } from '../../support/oauth-service.js';

@Injectable()
class OtherUsers extends Users {
  find(): Promise<User | undefined> {
    return Promise.resolve(undefined);
  }
}

describe.each(adapters)('parts that the application brings, on %s', (adapter) => {
  async function outcomeWith(
    providers: readonly Provider[],
    options: Partial<OAuthServerOptions> = {},
  ): Promise<string> {
    const port = await freePort();
    class ServiceModule {}
    const auth = oauthServer({
      dataSource: 'memory',
      clients: [{ clientId: 'cli', redirectUris: ['https://app.test/cb'] }],
      ...options,
    });
    const imports = [McpAuthModule.forRoot({ resource: `http://localhost:${port}/mcp`, auth })];
    const service = await launch({ module: ServiceModule, imports, providers: [...providers] }, { adapter, port });
    const answer = await ask(`${service.origin}/authorize?${authorizationQuery()}`);
    await service.stop();
    const { pathname } = new URL(answer.headers.location ?? '', 'http://localhost');
    return answer.headers.location?.startsWith('/') === true ? `to http://localhost${pathname}` : outcomeOf(answer);
  }

  it('are found among its providers', async () => {
    expect(await outcomeWith([TestUsers, TestLogin, TestConsent])).toBe('code');
  });

  it('are made where they are classes that nobody provides, and taken where somebody does', async () => {
    const named = { users: { useClass: TestUsers }, login: { useExisting: TestLogin } };
    expect(await outcomeWith([TestLogin, TestConsent], named)).toBe('code');
  });

  it('give way to our own where the application has none', async () => {
    expect(await outcomeWith([TestUsers, TestLogin])).toBe('to http://localhost/consent');
    expect(await outcomeWith([])).toBe('to http://localhost/login');
  });

  it('stop the start where our login page would ask people of the application, who have no passwords', async () => {
    await expect(outcomeWith([TestUsers])).rejects.toThrow('auth.users: must have the method verifyPassword');
  });

  it('stop the start where a login of the application would let in people whom nobody knows', async () => {
    await expect(outcomeWith([TestLogin])).rejects.toThrow('auth.users: must be given with a login of your own');
  });

  it('stop the start where there are two, and nobody says which', async () => {
    const starting = outcomeWith([TestUsers, OtherUsers, TestLogin, TestConsent]);
    await expect(starting).rejects.toThrow('auth.users: must say which one: TestUsers, OtherUsers extend Users');
    expect(
      await outcomeWith([TestUsers, OtherUsers, TestLogin, TestConsent], { users: { useExisting: TestUsers } }),
    ).toBe('code');
  });
});
