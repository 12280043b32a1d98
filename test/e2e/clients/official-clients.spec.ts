import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jwtVerifier, McpAuthModule, remoteAuth } from 'nestjs-mcp-auth';
import { BrowserlessLogin } from '../../support/browserless-login.js';
import {
  independentIssuerUnavailable,
  startIndependentIssuer,
  type IndependentIssuer,
} from '../../support/independent-issuer.js';
import { adapters, freePort, launch, type Running } from '../../support/launch.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

const identity = { name: 'test', version: '1' };
const newClient = (mode: 'auto' | 'legacy') => new Client(identity, { versionNegotiation: { mode } });
type Text = { readonly type: string; readonly text?: string };
const textOf = (content: unknown) => (content as readonly Text[])[0]?.text ?? '';

/** The independent issuer runs in a process of its own; where that cannot be, the reason is the suite's title. */
const unavailable = independentIssuerUnavailable();

describe.skipIf(unavailable !== undefined)(
  `official clients, with tokens of oidc-provider ${unavailable ?? ''}`,
  () => {
    describe.each(adapters)('on %s', (adapter) => {
      let issuer: IndependentIssuer;
      let service: Running;
      let url: URL;

      beforeAll(async () => {
        const port = await freePort();
        const resource = `http://localhost:${port}/mcp`;
        url = new URL(resource);
        issuer = await startIndependentIssuer({ resource, scopes: ['notes:read', 'notes:write'] });
        const verifier = jwtVerifier({
          jwksUri: issuer.jwksUri,
          issuer: issuer.issuer,
          audience: resource,
          tokenType: 'at+jwt',
        });
        const auth = remoteAuth({ authorizationServers: [issuer.issuer], verifier });
        class ServiceModule {}
        service = await launch(
          {
            module: ServiceModule,
            imports: [McpAuthModule.forRoot({ resource, auth, scopes: { offered: ['notes:read'] } })],
            providers: [WhoamiTools],
          },
          { adapter, port },
        );
      });
      afterAll(async () => {
        await service.stop();
        await issuer.stop();
      });

      it.each(['auto', 'legacy'] as const)('the 2.x client lists and calls tools, negotiating by %s', async (mode) => {
        const token = await issuer.userToken('notes:read');
        const client = newClient(mode);
        await client.connect(new StreamableHTTPClientTransport(url, { authProvider: { token: async () => token } }));
        const { tools } = await client.listTools();
        expect(tools.map(({ name }) => name)).toEqual(['whoami', 'echo']);
        const { content } = await client.callTool({ name: 'whoami', arguments: {} });
        expect(JSON.parse(textOf(content))).toMatchObject({
          subject: 'alice',
          issuer: issuer.issuer,
          scopes: ['notes:read'],
          sdkSubject: 'alice',
        });
        expect(client.getNegotiatedProtocolVersion()).toBe(mode === 'auto' ? '2026-07-28' : '2025-11-25');
        await client.close();
      });

      it('the 1.x client lists and calls tools', async () => {
        const token = await issuer.tokenFor('notes:read');
        const client = new ClientV1(identity);
        const requestInit = { headers: { authorization: `Bearer ${token}` } };
        await client.connect(new TransportV1(url, { requestInit }));
        const { tools } = await client.listTools();
        expect(tools.map(({ name }) => name)).toContain('whoami');
        const { content } = await client.callTool({ name: 'echo', arguments: { text: 'hello' } });
        expect(textOf(content)).toBe('hello');
        await client.close();
      });

      it('the 2.x client finds the issuer by itself, registers there, logs in and comes back', async () => {
        const login = new BrowserlessLogin();
        const first = new StreamableHTTPClientTransport(url, { authProvider: login });
        await expect(newClient('auto').connect(first)).rejects.toThrow(UnauthorizedError);
        await first.finishAuth(login.callback?.searchParams ?? new URLSearchParams());
        const client = newClient('auto');
        await client.connect(new StreamableHTTPClientTransport(url, { authProvider: login }));
        const { content } = await client.callTool({ name: 'whoami', arguments: {} });
        expect(JSON.parse(textOf(content))).toMatchObject({ subject: 'alice', scopes: ['notes:read'] });
        await client.close();
      });

      it('a client without a token is refused by its own library as unauthorized', async () => {
        const client = newClient('auto');
        await expect(client.connect(new StreamableHTTPClientTransport(url))).rejects.toThrow(/401|[Uu]nauthori[sz]ed/);
      });

      it('a token for another resource is refused', async () => {
        const client = newClient('auto');
        const transport = new StreamableHTTPClientTransport(url, { authProvider: { token: async () => 'a.b.c' } });
        await expect(client.connect(transport)).rejects.toThrow(/invalid|[Uu]nauthori[sz]ed|401/);
      });
    });
  },
);
