import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { ConfigModule, registerAs } from '@nestjs/config';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { jwtVerifier, McpAuthModule, optionsFromEnvironment } from 'nestjs-mcp-auth';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { json, startJsonServer, type JsonServer } from '../../support/json-server.js';
import { freePort, launch, type Running } from '../../support/launch.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });

let port: number;
let keyServer: JsonServer;
let issuer: FakeIssuer;
let running: Running | undefined;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'environment-'));
  port = await freePort();
  keyServer = await startJsonServer(json({}));
  issuer = await FakeIssuer.create(keyServer.url);
  keyServer.respond(json(issuer.jwks));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await keyServer.stop();
  vi.unstubAllEnvs();
  // What ConfigModule has put there outlives its application.
  for (const name of Object.keys(process.env)) if (name.startsWith('MCP_AUTH')) delete process.env[name];
  rmSync(folder, { recursive: true });
});

const resource = () => `http://localhost:${port}/mcp`;
const ownVariables = () => ({
  MCP_AUTH: 'jwt',
  MCP_AUTH_RESOURCE: resource(),
  MCP_AUTH_JWT_JWKS_URI: `${keyServer.url}/jwks`,
  MCP_AUTH_JWT_ISSUER: keyServer.url,
  MCP_AUTH_JWT_AUDIENCE: resource(),
});

function setVariables(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

function envFile(variables: Readonly<Record<string, string>>): string {
  const path = join(folder, '.env');
  writeFileSync(
    path,
    Object.entries(variables)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  return path;
}

async function start(...imports: (DynamicModule | Promise<DynamicModule> | Type)[]): Promise<void> {
  class ServiceModule {}
  const module = { module: ServiceModule, imports, providers: [WhoamiTools] };
  running = await launch(module, { adapter: 'express', port });
}

async function statuses(audience = resource()): Promise<readonly number[]> {
  const token = await issuer.token({ aud: audience });
  const answers = [await ask(resource(), whoami), await ask(resource(), withHeaders(whoami, bearer(token)))];
  return answers.map(({ status }) => status);
}

describe('forRoot without auth', () => {
  it('reads the environment', async () => {
    setVariables(ownVariables());
    await start(McpAuthModule.forRoot());
    expect(await statuses()).toEqual([401, 200]);
  });

  it("is protected by FastMCP's variables, without a resource, for any audience", async () => {
    setVariables({
      FASTMCP_SERVER_AUTH: 'JWT',
      FASTMCP_SERVER_AUTH_JWT_JWKS_URI: `${keyServer.url}/jwks`,
      FASTMCP_SERVER_AUTH_JWT_ISSUER: keyServer.url,
      FASTMCP_SERVER_AUTH_JWT_AUDIENCE: 'mcp-server',
    });
    await start(McpAuthModule.forRoot());
    expect(await statuses('mcp-server')).toEqual([401, 200]);
    expect(await statuses('other-server')).toEqual([401, 401]);
  });

  it('needs a resource where metadata is published', async () => {
    setVariables({ ...ownVariables(), MCP_AUTH: 'remote', MCP_AUTH_RESOURCE: '' });
    await expect(start(McpAuthModule.forRoot())).rejects.toThrow('resource (MCP_AUTH_RESOURCE): is missing');
  });

  it('tells every fault with its variable, and misspelt names', async () => {
    const faulty = {
      ...ownVariables(),
      MCP_AUTH_JWT_JWKS_URI: 'http://idp.example.com/jwks',
      MCP_AUTH_JWT_CLOCK_TOLERANCE_SECONDS: '90',
      MCP_AUTH_JWT_ISUER: 'x',
    };
    setVariables(faulty);
    const error: unknown = await start(McpAuthModule.forRoot()).catch((reason: unknown) => reason);
    const text = String(error);
    expect(text).toContain('auth.jwksUri (MCP_AUTH_JWT_JWKS_URI): "http://idp.example.com/jwks" must be an https URL');
    expect(text).toContain('auth.clockToleranceSeconds (MCP_AUTH_JWT_CLOCK_TOLERANCE_SECONDS): ');
    expect(text).toContain('MCP_AUTH_JWT_ISUER: is not known; did you mean MCP_AUTH_JWT_ISSUER?');
  });

  it('may stand in a file that is loaded before the file with ConfigModule', async () => {
    @Module({ imports: [McpAuthModule.forRoot()] })
    class FeatureModule {}
    const config = ConfigModule.forRoot({ envFilePath: envFile(ownVariables()) });
    await start(FeatureModule, config);
    expect(await statuses()).toEqual([401, 200]);
  });

  it('sees what a ConfigModule behind it has validated', async () => {
    const validationSchema = z.looseObject({ MCP_AUTH: z.string() });
    const ours = McpAuthModule.forRoot();
    await start(ours, ConfigModule.forRoot({ envFilePath: envFile(ownVariables()), validationSchema }));
    expect(await statuses()).toEqual([401, 200]);
  });

  it('asks a global ConfigService, whose values may come from a vault', async () => {
    const { MCP_AUTH_JWT_AUDIENCE: _, ...others } = ownVariables();
    setVariables(others);
    const load = [
      () => new Promise((resolve) => setImmediate(() => resolve({ MCP_AUTH_JWT_AUDIENCE: 'vault-audience' }))),
    ];
    const config = ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true, load });
    await start(McpAuthModule.forRoot(), config);
    expect(await statuses('vault-audience')).toEqual([401, 200]);
  });

  it.each([
    [
      { MCP_AUTH: 'remote' },
      'auth (MCP_AUTH): is "remote" by ConfigService but "jwt" in the process; routes are made before ConfigService can ' +
        'be asked, so set the variable in the process',
    ],
    [
      { MCP_AUTH_RESOURCE: 'http://localhost/elsewhere' },
      'resource (MCP_AUTH_RESOURCE): its path "/elsewhere" differs from "/mcp" in the process; routes are made before ' +
        'ConfigService can be asked, so set the variable in the process',
    ],
  ])('tells which variable a vault may not change: %j', async (fromVault, problem) => {
    setVariables(ownVariables());
    const load = [() => new Promise((resolve) => setImmediate(() => resolve(fromVault)))];
    const config = ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true, load, skipProcessEnv: true });
    const error: unknown = await start(McpAuthModule.forRoot(), config).catch((reason: unknown) => reason);
    expect(String(error)).toContain(problem);
    expect(String(error)).not.toContain('useFactory');
  });
});

describe('a namespace of ConfigModule', () => {
  it('is the options of forRootAsync', async () => {
    const mcpAuth = registerAs('mcpAuth', () => optionsFromEnvironment());
    const config = ConfigModule.forRoot({ envFilePath: envFile(ownVariables()), load: [mcpAuth] });
    await start(config, McpAuthModule.forRootAsync({ auth: jwtVerifier, ...mcpAuth.asProvider() }));
    expect(await statuses()).toEqual([401, 200]);
  });

  it('tells what is wrong with its variables', async () => {
    setVariables({ ...ownVariables(), MCP_AUTH_JWT_ISUER: 'x' });
    const mcpAuth = registerAs('mcpAuth', () => optionsFromEnvironment());
    const starting = start(
      ConfigModule.forRoot({ ignoreEnvFile: true }),
      McpAuthModule.forRootAsync({ auth: jwtVerifier, ...mcpAuth.asProvider() }),
    );
    await expect(starting).rejects.toThrow('MCP_AUTH_JWT_ISUER: is not known');
  });
});
