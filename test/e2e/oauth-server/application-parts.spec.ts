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
    return outcomeOf(answer);
  }

  it('are found among its providers', async () => {
    expect(await outcomeWith([TestUsers, TestLogin, TestConsent])).toBe('code');
  });

  it('are made where they are classes that nobody provides, and taken where somebody does', async () => {
    const named = { users: { useClass: TestUsers }, login: { useExisting: TestLogin } };
    expect(await outcomeWith([TestLogin, TestConsent], named)).toBe('code');
  });

  it('stop the start where one is missing', async () => {
    const starting = outcomeWith([TestUsers, TestLogin]);
    await expect(starting).rejects.toThrow(
      'auth.consent: is missing: give it, or have a provider that extends ConsentPrompt',
    );
  });

  it('stop the start where there are two, and nobody says which', async () => {
    const starting = outcomeWith([TestUsers, OtherUsers, TestLogin, TestConsent]);
    await expect(starting).rejects.toThrow('auth.users: must say which one: TestUsers, OtherUsers extend Users');
    expect(
      await outcomeWith([TestUsers, OtherUsers, TestLogin, TestConsent], { users: { useExisting: TestUsers } }),
    ).toBe('code');
  });
});
