import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jwtVerifier, McpAuthModule, remoteAuth } from 'nestjs-mcp-auth';
import { betterAuthUnavailable, startBetterAuth, type BetterAuth } from '../../support/better-auth.js';
import { BrowserlessLogin } from '../../support/browserless-login.js';
import { adapters, freePort, launch, type Running } from '../../support/launch.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

const unavailable = betterAuthUnavailable();
const newClient = (mode: 'auto' | 'legacy') =>
  new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });

describe.skipIf(unavailable !== undefined)(`the official client and better-auth ${unavailable ?? ''}`, () => {
  describe.each(adapters)('on %s', (adapter) => {
    let provider: BetterAuth;
    let service: Running;
    let url: URL;

    beforeAll(async () => {
      const port = await freePort();
      const resource = `http://localhost:${port}/mcp`;
      url = new URL(resource);
      provider = await startBetterAuth(resource, ['notes:read']);
      const verifier = jwtVerifier({ issuer: provider.issuer, audience: resource });
      const auth = remoteAuth({ authorizationServers: [provider.issuer], verifier });
      class ServiceModule {}
      const imports = [McpAuthModule.forRoot({ resource, auth, scopes: { offered: ['notes:read'] } })];
      service = await launch({ module: ServiceModule, imports, providers: [WhoamiTools] }, { adapter, port });
    });
    afterAll(async () => {
      await service.stop();
      await provider.stop();
    });

    it.each(['auto', 'legacy'] as const)(
      'find each other, register, log in, agree and call a tool, negotiating by %s',
      async (mode) => {
        const login = new BrowserlessLogin();
        const first = new StreamableHTTPClientTransport(url, { authProvider: login });
        await expect(newClient(mode).connect(first)).rejects.toThrow(UnauthorizedError);
        await first.finishAuth(login.callback?.searchParams ?? new URLSearchParams());
        const client = newClient(mode);
        await client.connect(new StreamableHTTPClientTransport(url, { authProvider: login }));
        const { content } = await client.callTool({ name: 'whoami', arguments: {} });
        expect(JSON.stringify(content)).toContain(provider.subject);
        await client.close();
      },
    );
  });
});
