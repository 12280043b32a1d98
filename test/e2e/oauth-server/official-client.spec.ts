import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurrentPrincipal, RequireScopes, Tool, type Principal } from 'nestjs-mcp-auth';
import { BrowserlessLogin } from '../../support/browserless-login.js';
import { startClientHost, type ClientHost } from '../../support/client-host.js';
import { json } from '../../support/json-server.js';
import { adapters } from '../../support/launch.js';
import { airGapped, startOAuthService, type OAuthService } from '../../support/oauth-service.js';

class NotesTools {
  @Tool()
  @RequireScopes('notes:read')
  list(@CurrentPrincipal() { subject, clientId, scopes }: Principal) {
    return { subject, clientId, scopes };
  }

  @Tool()
  @RequireScopes('notes:write')
  create(@CurrentPrincipal() { scopes }: Principal) {
    return { scopes };
  }
}

const identity = { name: 'test', version: '1' };
const newClient = () => new Client(identity, { versionNegotiation: { mode: 'auto' } });
type Text = { readonly text?: string };
const resultOf = (result: object) => {
  const content = 'content' in result ? (result.content as readonly Text[]) : [];
  return JSON.parse(content[0]?.text ?? '') as Record<string, unknown>;
};
const callbackOf = (login: BrowserlessLogin) => login.callback?.searchParams ?? new URLSearchParams();

describe.each(adapters)('the official client, with this server alone, on %s', (adapter) => {
  let service: OAuthService;
  let host: ClientHost;
  beforeAll(async () => {
    host = await startClientHost();
    const options = { scopes: { offered: ['notes:read'] } };
    service = await startOAuthService({ adapter, options, parts: { providers: [NotesTools] } });
    host.showTo(service.app);
  });
  afterAll(async () => {
    await service.stop();
    host.stop();
  });

  const connect = async (login: BrowserlessLogin) => {
    const client = newClient();
    await client.connect(new StreamableHTTPClientTransport(new URL(service.resource), { authProvider: login }));
    return client;
  };

  /** Is refused, finds this server, logs in, and comes back. */
  async function loggedIn(login = new BrowserlessLogin()): Promise<BrowserlessLogin> {
    const first = new StreamableHTTPClientTransport(new URL(service.resource), { authProvider: login });
    await expect(newClient().connect(first)).rejects.toThrow(UnauthorizedError);
    await first.finishAuth(callbackOf(login));
    return login;
  }

  it('finds it, registers, logs in and calls a tool (CL-01, CL-02, AS-34)', async () => {
    const login = await loggedIn();
    const client = await connect(login);
    const clientId = login.clientInformation()?.client_id;
    expect(clientId).toMatch(/^mcpc_/);
    expect(resultOf(await client.callTool({ name: 'list', arguments: {} }))).toEqual({
      subject: 'alice',
      clientId,
      scopes: ['notes:read'],
    });
    await client.close();
  });

  it.skipIf(airGapped)('is known by its metadata document, and does not register then (CL-04, AS-24)', async () => {
    const id = `${host.origin}/client.json`;
    const { clientMetadata } = new BrowserlessLogin();
    host.respond(json({ ...clientMetadata, client_id: id }));
    const client = await connect(await loggedIn(new BrowserlessLogin(id)));
    expect(resultOf(await client.callTool({ name: 'list', arguments: {} }))).toMatchObject({ clientId: id });
    await client.close();
  });

  it('refreshes by itself when its access token is no longer good', async () => {
    const login = await loggedIn();
    const before = login.tokens();
    if (before === undefined) throw new Error('The login brought no tokens');
    login.saveTokens({ ...before, access_token: 'no.longer.good' });
    const client = await connect(login);
    expect(resultOf(await client.callTool({ name: 'list', arguments: {} }))).toMatchObject({ subject: 'alice' });
    expect(login.tokens()?.refresh_token).not.toBe(before.refresh_token);
    await client.close();
  });

  it('steps up to a tool that needs more, with what it had (CL-07)', async () => {
    const login = await loggedIn();
    const client = await connect(login);
    await expect(client.callTool({ name: 'create', arguments: {} })).rejects.toThrow(UnauthorizedError);
    await client.close();
    const transport = new StreamableHTTPClientTransport(new URL(service.resource), { authProvider: login });
    await transport.finishAuth(callbackOf(login));
    const stepped = await connect(login);
    expect(resultOf(await stepped.callTool({ name: 'create', arguments: {} }))).toEqual({
      scopes: ['notes:read', 'notes:write'],
    });
    await stepped.close();
  });

  it('of the 1.x line finds it, registers, logs in and calls a tool', async () => {
    const login = new BrowserlessLogin();
    const url = new URL(service.resource);
    const first = new TransportV1(url, { authProvider: login });
    await expect(new ClientV1(identity).connect(first)).rejects.toThrow('Unauthorized');
    await first.finishAuth(callbackOf(login).get('code') ?? '');
    const client = new ClientV1(identity);
    await client.connect(new TransportV1(url, { authProvider: login }));
    expect(resultOf(await client.callTool({ name: 'list', arguments: {} }))).toMatchObject({ subject: 'alice' });
    await client.close();
  });
});
