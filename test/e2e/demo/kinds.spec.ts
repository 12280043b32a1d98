import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, statelessCall } from '../../support/http-client.js';
import { freePort } from '../../support/launch.js';

const main = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const PUBLIC_URL = 'https://notes.example.com';
const tenant = '8f0e2b7a-1c1d-4c5e-9a3b-2f6d7e8c9a01';

/** What the environment says, and which authorization server clients are then told of; none at level 1. */
const kinds: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined])[] = [
  [
    'level 1',
    { MCP_AUTH: 'jwt', MCP_AUTH_JWT_ISSUER: 'https://idp.example.com', MCP_AUTH_JWT_AUDIENCE: 'notes' },
    undefined,
  ],
  [
    'level 2',
    {
      MCP_AUTH: 'remote',
      MCP_AUTH_REMOTE_AUTHORIZATION_SERVERS: 'https://idp.example.com',
      MCP_AUTH_JWT_AUDIENCE: 'notes',
    },
    'https://idp.example.com',
  ],
  [
    'level 3',
    {
      MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEYS: 'a-key-of-at-least-thirty-two-characters',
      DATABASE_URL: `sqlite:${join(tmpdir(), `mcp-auth-kinds-${process.pid}.sqlite`)}`,
    },
    PUBLIC_URL,
  ],
  [
    'Keycloak',
    { MCP_AUTH: 'keycloak', MCP_AUTH_KEYCLOAK_ISSUER: 'https://sso.example.com/realms/staff' },
    'https://sso.example.com/realms/staff',
  ],
  [
    'Entra ID',
    { MCP_AUTH: 'entra-id', MCP_AUTH_ENTRA_ID_TENANT_ID: tenant, MCP_AUTH_ENTRA_ID_CLIENT_ID: 'c0ffee' },
    `https://login.microsoftonline.com/${tenant}/v2.0`,
  ],
  [
    'GitHub',
    { MCP_AUTH: 'github', MCP_AUTH_GITHUB_CLIENT_ID: 'Iv1.notes', MCP_AUTH_GITHUB_CLIENT_SECRET: 'secret' },
    'https://github.com/login/oauth',
  ],
  ['WorkOS', { MCP_AUTH: 'workos', MCP_AUTH_WORKOS_AUTHKIT_DOMAIN: 'acme.authkit.app' }, 'https://acme.authkit.app'],
  [
    "Entra ID by FastMCP's variables",
    {
      FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.azure.AzureProvider',
      FASTMCP_SERVER_AUTH_AZURE_TENANT_ID: tenant,
      FASTMCP_SERVER_AUTH_AZURE_CLIENT_ID: 'c0ffee',
    },
    `https://login.microsoftonline.com/${tenant}/v2.0`,
  ],
];

describe.skipIf(!existsSync(main))('the same build, by variables alone (CONTRACT-4)', () => {
  let running: ChildProcess | undefined;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
  });
  afterEach(async () => {
    if (running === undefined || running.exitCode !== null) return;
    running.kill();
    await once(running, 'exit');
  });

  async function start(environment: Readonly<Record<string, string>>): Promise<void> {
    const surroundings = {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      PUBLIC_URL,
      MESH_URL: 'tcp://127.0.0.1:9',
    };
    running = spawn(process.execPath, [main], { env: { ...surroundings, ...environment }, stdio: 'pipe' });
    let output = '';
    running.stderr?.on('data', (piece: Buffer) => (output += piece.toString()));
    running.stdout?.on('data', (piece: Buffer) => (output += piece.toString()));
    await expect
      .poll(() => `${output} ${running?.exitCode ?? 'running'}`, { timeout: 15_000 })
      .toMatch(/\/mcp[\s\S]*running$/);
  }

  it.each(kinds)('is %s', async (_, environment, server) => {
    await start(environment);
    const origin = `http://127.0.0.1:${port}`;
    const headers = { host: 'notes.example.com' };
    const call = statelessCall('tools/list');
    const challenge = await ask(`${origin}/mcp`, { ...call, headers: { ...call.headers, ...headers } });
    const metadata = await ask(`${origin}/.well-known/oauth-protected-resource/mcp`, { headers });
    const servers = metadata.status === 200 ? metadata.json()['authorization_servers'] : undefined;
    expect([challenge.status, servers]).toEqual([401, server === undefined ? undefined : [server]]);
  });
});
