import { describe, expect, it } from 'vitest';
import { huggingFace } from 'nestjs-mcp-auth';
import { readEnvironment } from '../../../libs/mcp-auth/src/environment-options.js';
import { ProviderApiInspector } from '../../../libs/mcp-auth/src/identity-provider/provider-api.inspector.js';
import { huggingFaceApi } from '../../../libs/mcp-auth/src/presets/hugging-face.api.js';
import { inProduction, noWay, waysTo, type StandInPages } from '../../support/stand-in-provider.js';
import { variablesOf } from '../../support/variables.js';

const userinfo = 'https://huggingface.co/oauth/userinfo';
const whoami = 'https://huggingface.co/api/whoami-v2';
const person = { sub: '62f264b9f3c90f4b6514a269', preferred_username: 'alice', name: 'Alice', orgs: [{ sub: '1' }] };
const identity = {
  type: 'user',
  name: 'alice',
  auth: { type: 'oauth', accessToken: { scopes: ['openid', 'profile'] } },
};
const good = { [userinfo]: { json: person }, [whoami]: { json: identity } };

const inspect = (pages: StandInPages | 'down', token = 'hf_oauth_x') => {
  const outbound = pages === 'down' ? noWay : waysTo(pages).outbound;
  return new ProviderApiInspector(huggingFaceApi, outbound.configured, 1000).inspect(token);
};

describe('the preset of Hugging Face', () => {
  const given = { MCP_AUTH_RESOURCE: inProduction.resource ?? '' };

  it('does not start without the proxy, and says why', () => {
    const value = huggingFace({ clientId: 'app' });
    const read = value.kind.resolve(value.options, inProduction);
    expect(read).toMatchObject({
      ok: false,
      problems: [{ path: 'auth.clientId', message: expect.stringContaining('needs the OAuth proxy') }],
    });
  });

  it.each<Readonly<Record<string, string>>>([
    { MCP_AUTH: 'huggingface', MCP_AUTH_HUGGINGFACE_CLIENT_ID: 'app' },
    {
      FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.huggingface.HuggingFaceProvider',
      FASTMCP_SERVER_AUTH_HUGGINGFACE_CLIENT_ID: 'app',
    },
  ])('is said by variables alone: $MCP_AUTH', async (own) => {
    const { options, problems } = await readEnvironment(variablesOf({ ...given, ...own }));
    expect([problems, options.auth.options]).toEqual([[], { clientId: 'app' }]);
  });
});

describe('what Hugging Face says about a token', () => {
  it('is a person and scopes, and no application (MX-04)', async () => {
    expect(await inspect(good)).toEqual({ found: 'active', claims: { ...person, scope: ['openid', 'profile'] } });
  });

  it.each([
    ['a text', { scope: 'openid profile' }, ['openid', 'profile']],
    ['objects', { scopes: [{ name: 'openid' }] }, ['openid']],
    ['not said, and not guessed', {}, []],
  ])('has scopes that are %s', async (_, accessToken, scope) => {
    const pages = { ...good, [whoami]: { json: { auth: { accessToken } } } };
    expect(await inspect(pages)).toMatchObject({ claims: { scope } });
  });

  it.each([
    ['the person', { ...good, [userinfo]: { status: 401, json: {} } }],
    ['what it may do', { ...good, [whoami]: { status: 401, json: {} } }],
  ])('is that it is none, when asked for %s', async (_, pages) => {
    expect(await inspect(pages)).toEqual({ found: 'inactive' });
  });

  it.each<[string, StandInPages | 'down']>([
    ['there were too many calls', { ...good, [whoami]: { status: 429, json: {} } }],
    ['it is out of order', { ...good, [userinfo]: { status: 502, text: '<html>' } }],
    ['the answer is a page for people', { ...good, [userinfo]: { text: '<html>' } }],
    ['the way there is blocked', { ...good, [userinfo]: { status: 403, json: {} } }],
    ['a page redirects', { ...good, [userinfo]: { status: 302, json: person } }],
    ['nobody can reach it', 'down'],
  ])('is unknown where %s (RI-05)', async (_, pages) => {
    expect(await inspect(pages)).toMatchObject({ found: 'unavailable' });
  });
});
