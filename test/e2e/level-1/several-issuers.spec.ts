import { createHmac } from 'node:crypto';
import { Controller, Get, UseGuards } from '@nestjs/common';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CurrentPrincipal,
  jwtVerifier,
  McpAuthGuard,
  McpAuthModule,
  remoteAuth,
  RequireRoles,
  RequireScopes,
  type AuthValue,
  type JwtVerifierOptions,
  type Principal,
} from 'nestjs-mcp-auth';
import { FakeIssuer, type TokenClaims } from 'nestjs-mcp-auth/testing';
import { ask, bearer } from '../../support/http-client.js';
import { json, startJsonServer, type Behaviour, type JsonServer } from '../../support/json-server.js';
import { freePort, launch, type Running } from '../../support/launch.js';

@Controller('notes')
@UseGuards(McpAuthGuard)
class NotesController {
  @Get()
  mine(@CurrentPrincipal() { issuer, subject, scopes }: Principal) {
    return { issuer, subject, scopes };
  }

  @Get('admin')
  @RequireRoles('admin')
  admin() {
    return 'admin';
  }

  @Get('read')
  @RequireScopes('notes.read')
  read() {
    return 'read';
  }
}

const outOfOrder: Behaviour = (_request, response) => void response.writeHead(500).end();
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);

let running: Running | undefined;
const servers: JsonServer[] = [];
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** An issuer with a server that publishes its metadata and its keys. */
async function startIssuer(): Promise<{ readonly issuer: FakeIssuer; readonly server: JsonServer }> {
  const server = await startJsonServer(json({}));
  servers.push(server);
  const issuer = await FakeIssuer.create(server.url);
  server.respond((request, response) => {
    const isKeys = request.url === '/jwks';
    json(isKeys ? issuer.jwks : { issuer: issuer.issuer, jwks_uri: `${server.url}/jwks` })(request, response);
  });
  return { issuer, server };
}

async function startService(
  options: (resource: string) => JwtVerifierOptions,
  level: 1 | 2 = 1,
  offered: string[] = [],
) {
  const port = await freePort();
  const resource = `http://localhost:${port}/mcp`;
  const verifier = jwtVerifier(options(resource));
  const auth: AuthValue =
    level === 1 ? verifier : remoteAuth({ authorizationServers: ['http://127.0.0.1:9'], verifier });
  class ServiceModule {}
  const imports = [McpAuthModule.forRoot({ resource, auth, scopes: { offered } })];
  running = await launch(
    { module: ServiceModule, imports, controllers: [NotesController] },
    { adapter: 'express', port },
  );
  const { origin } = running;
  return {
    resource,
    origin,
    get: async (issuer: FakeIssuer, claims: TokenClaims = {}, path = '/notes') =>
      ask(origin + path, { headers: bearer(await issuer.token({ aud: resource, ...claims })) }),
    getWith: (token: string) => ask(`${origin}/notes`, { headers: bearer(token) }),
  };
}

describe('two trusted issuers', () => {
  async function start() {
    const [a, b] = await Promise.all([startIssuer(), startIssuer()]);
    const trusted = [a, b].map(({ issuer, server }) => ({ issuer: issuer.issuer, jwksUri: `${server.url}/jwks` }));
    const service = await startService((audience) => ({ issuers: trusted, audience }));
    return { a, b, ...service };
  }

  it('are each asked for their own tokens alone (MX-01)', async () => {
    const { a, b, get } = await start();
    expect((await get(a.issuer)).status).toBe(200);
    expect([a.server.requests(), b.server.requests()]).toEqual([1, 0]);
    expect((await get(b.issuer)).status).toBe(200);
    expect([a.server.requests(), b.server.requests()]).toEqual([1, 1]);
  });

  it('cannot sign for each other (MX-01)', async () => {
    const { a, b, get } = await start();
    expect((await get(b.issuer, { iss: a.issuer.issuer })).status).toBe(401);
    expect((await get(a.issuer, { iss: b.issuer.issuer })).status).toBe(401);
  });

  it('make two people of one subject (MX-03)', async () => {
    const { a, b, get } = await start();
    const people = [(await get(a.issuer)).json(), (await get(b.issuer)).json()];
    expect(people.map(({ subject }) => subject)).toEqual(['alice', 'alice']);
    expect(people[0]?.['issuer']).not.toBe(people[1]?.['issuer']);
  });

  it('fail each for itself: an outage of one is 503 for its tokens, and nothing for the other', async () => {
    const { a, b, get } = await start();
    a.server.respond(outOfOrder);
    expect((await get(a.issuer)).status).toBe(503);
    expect((await get(b.issuer)).status).toBe(200);
  });
});

describe('an issuer of which only the name is known', () => {
  it('is asked for its metadata, and its keys are found', async () => {
    const { issuer, server } = await startIssuer();
    const { get } = await startService((audience) => ({ issuer: issuer.issuer, audience }));
    expect((await get(issuer)).status).toBe(200);
    expect(server.requests()).toBe(2);
  });

  it('is not taken at the word of somebody else: 503, and the log says why', async () => {
    const { issuer, server } = await startIssuer();
    server.respond(json({ issuer: 'https://evil.test', jwks_uri: `${server.url}/jwks` }));
    const { get } = await startService((audience) => ({ issuer: issuer.issuer, audience }));
    expect((await get(issuer)).status).toBe(503);
    expect(running?.log.lines.join('\n')).toContain('its issuer is \\"https://evil.test\\"');
  });
});

describe('what differs between issuers', () => {
  it('may be the audience and the algorithms', async () => {
    const [a, b] = await Promise.all([startIssuer(), startIssuer()]);
    const { get, resource } = await startService((audience) => ({
      audience,
      issuers: [
        { issuer: a.issuer.issuer, audience: 'for-a' },
        { issuer: b.issuer.issuer, algorithms: ['RS256'] },
      ],
    }));
    expect((await get(a.issuer, { aud: 'for-a' })).status).toBe(200);
    expect((await get(a.issuer, { aud: resource })).status).toBe(401);
    expect((await get(b.issuer)).status).toBe(401);
  });

  it('may be the kind of key: a shared secret beside published keys', async () => {
    const { issuer } = await startIssuer();
    const secret = 'a shared secret of enough bytes!';
    const { get, getWith, resource } = await startService((audience) => ({
      audience,
      issuers: [{ issuer: issuer.issuer }, { issuer: 'orders', secret }],
    }));
    const macToken = (iss: string) => {
      const input = `${part({ alg: 'HS256' })}.${part({ iss, aud: resource, sub: 'alice', exp: now + 300 })}`;
      return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
    };
    expect((await get(issuer)).status).toBe(200);
    expect((await getWith(macToken('orders'))).status).toBe(200);
    expect((await getWith(macToken(issuer.issuer))).status).toBe(401);
  });

  it('may be where roles stand', async () => {
    const { issuer } = await startIssuer();
    const { get } = await startService((audience) => ({
      issuer: issuer.issuer,
      audience,
      roleClaim: 'realm_access.roles',
    }));
    expect((await get(issuer, { realm_access: { roles: ['admin'] } }, '/notes/admin')).status).toBe(200);
    expect((await get(issuer, { roles: ['admin'] }, '/notes/admin')).status).toBe(403);
  });

  it('may be how scopes are called: in tokens, in this service, and by clients', async () => {
    const { issuer } = await startIssuer();
    const options = (audience: string): JwtVerifierOptions => ({
      issuer: issuer.issuer,
      audience,
      scopeTranslation: {
        fromToken: (scope) => scope.replace('token:', ''),
        toClient: (scope) => `api://orders/${scope}`,
      },
    });
    const { get, origin } = await startService(options, 2, ['notes.read']);
    expect((await get(issuer, { scope: 'token:notes.read' }, '/notes/read')).status).toBe(200);
    const { status, headers } = await get(issuer, { scope: '' }, '/notes/read');
    expect(status).toBe(403);
    expect(headers['www-authenticate']).toContain('scope="api://orders/notes.read"');
    const metadata = await ask(`${origin}/.well-known/oauth-protected-resource/mcp`);
    expect(metadata.json()['scopes_supported']).toEqual(['api://orders/notes.read']);
  });
});
