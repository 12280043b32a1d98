import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { McpAuthModule } from 'nestjs-mcp-auth';
import { authorizationQuery } from '../../support/authorization.js';
import { ask } from '../../support/http-client.js';
import { adapters, freePort, launch, type Running } from '../../support/launch.js';
import { outcomeOf } from '../../support/oauth-attack.js';
import { TestConsent, TestLogin, TestUsers } from '../../support/oauth-service.js';

describe.each(adapters)('an authorization server that the environment sets up, on %s', (adapter) => {
  let folder: string;
  let service: Running | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcp-auth-'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await service?.stop();
    service = undefined;
    await rm(folder, { recursive: true });
  });

  async function start(variables: Readonly<Record<string, string>>): Promise<Running> {
    const port = await freePort();
    const file = join(folder, 'keys');
    await writeFile(file, 'a-key-of-the-test-of-the-environment, another-key-of-the-test-of-it-too\n');
    const all = {
      MCP_AUTH: 'oauth-server',
      MCP_AUTH_RESOURCE: `http://localhost:${port}/mcp`,
      MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEYS_FILE: file,
      MCP_AUTH_OAUTH_SERVER_CLIENTS: '[{ "clientId": "cli", "redirectUris": ["https://app.test/cb"] }]',
      DATABASE_URL: `sqlite:${join(folder, 'store.sqlite')}`,
      ...variables,
    };
    for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
    class ServiceModule {}
    const providers = [TestUsers, TestLogin, TestConsent];
    const module = { module: ServiceModule, imports: [await McpAuthModule.forRoot()], providers };
    service = await launch(module, { adapter, port });
    return service;
  }

  it('knows its clients, its database and its keys', async () => {
    const { origin } = await start({});
    expect(outcomeOf(await ask(`${origin}/authorize?${authorizationQuery()}`))).toBe('code');
  });

  it('has its routes where a variable puts them', async () => {
    const { origin } = await start({ MCP_AUTH_OAUTH_SERVER_BASE_PATH: '/oauth' });
    expect(outcomeOf(await ask(`${origin}/oauth/authorize?${authorizationQuery()}`))).toBe('code');
    expect((await ask(`${origin}/authorize`)).status).toBe(404);
  });

  it.each([
    [{ DATABASE_URL: 'mongodb://127.0.0.1/x' }, /auth\.dataSource \(DATABASE_URL\): must be/],
    [{ MCP_AUTH_OAUTH_SERVER_CLIENTS: 'no JSON' }, /auth\.clients \(MCP_AUTH_OAUTH_SERVER_CLIENTS\)/],
    [
      { MCP_AUTH_OAUTH_SERVER_ACCESS_TOKEN_TTL_SECONDS: 'soon' },
      /auth\.tokens\.accessTokenTtlSeconds \(MCP_AUTH_OAUTH_SERVER_ACCESS_TOKEN_TTL_SECONDS\)/,
    ],
    [{ MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEY: 'x' }, /did you mean MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEYS/],
  ])('stops the start, and names the variable: %j', async (variables, message) => {
    await expect(start(variables)).rejects.toThrow(message);
  });
});
