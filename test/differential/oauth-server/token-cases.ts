import { basic, callback, formOf, redemption, sharedSecret, type TokenQuestion } from './peers.js';

/** What a case may need: something fresh for each server, since most of it is good once. */
export interface Material {
  /** A code of this client. */
  code(clientId: string): Promise<string>;
  /** A refresh token of this client. */
  refreshToken(clientId: string): Promise<string>;
}

export interface TokenCase {
  readonly name: string;
  ask(material: Material): Promise<TokenQuestion>;
}

type Parameters = Readonly<Record<string, string | undefined>>;
const named = (parameters: Parameters) =>
  Object.entries(parameters)
    .map(([name, value]) => (value === undefined ? `no ${name}` : `${name}=${JSON.stringify(value.slice(0, 50))}`))
    .join(' ');

const code = (changes: Parameters, clientId = 'demo-public'): TokenCase => ({
  name: `code of ${clientId}: ${named(changes)}`,
  ask: async (material) => {
    const asClient = clientId === 'demo-public' ? { client_id: clientId } : {};
    const body = redemption(await material.code(clientId), { ...asClient, ...changes }).toString();
    return { body, headers: clientId === 'demo-public' ? {} : basic(clientId) };
  },
});

const refresh = (changes: Parameters, clientId = 'demo-public'): TokenCase => ({
  name: `refresh token of ${clientId}: ${named(changes)}`,
  ask: async (material) => {
    const asClient = clientId === 'demo-public' ? { client_id: clientId } : {};
    const refresh_token = await material.refreshToken(clientId);
    const body = formOf({ grant_type: 'refresh_token', refresh_token, ...asClient, ...changes }).toString();
    return { body, headers: clientId === 'demo-public' ? {} : basic(clientId) };
  },
});

const machine = (name: string, parameters: Parameters, headers: Readonly<Record<string, string>> = {}): TokenCase => ({
  name: `machine: ${name}`,
  ask: async () => ({ body: formOf({ grant_type: 'client_credentials', ...parameters }).toString(), headers }),
});

const plain = (name: string, body: string, headers: Readonly<Record<string, string>> = {}): TokenCase => ({
  name,
  ask: async () => ({ body, headers }),
});

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export const tokenCases = (resource: string): readonly TokenCase[] => [
  ...['demo-public', 'web'].flatMap((clientId) => [
    code({}, clientId),
    ...[undefined, '', 'x'.repeat(43), 'x'.repeat(42), 'x'.repeat(129), `${'x'.repeat(42)}ä`].map((code_verifier) =>
      code({ code_verifier }, clientId),
    ),
    ...[undefined, '', `${callback}/`, 'https://evil.test/cb'].map((redirect_uri) => code({ redirect_uri }, clientId)),
    ...[resource, 'https://foreign.test/mcp', 'relative', `${resource}#f`].map((one) =>
      code({ resource: one }, clientId),
    ),
    ...['', 'unknown', 'undefined', 'null', 'x'.repeat(500)].map((text) => code({ code: text }, clientId)),
    code({ scope: 'notes:read' }, clientId),
    code({ grant_type: undefined }, clientId),
    ...['', 'password', 'implicit', 'AUTHORIZATION_CODE', 'urn:example:unknown', 'client_credentials'].map(
      (grant_type) => code({ grant_type }, clientId),
    ),
    refresh({}, clientId),
    ...['', 'unknown', 'null', 'x'.repeat(500)].map((refresh_token) => refresh({ refresh_token }, clientId)),
    ...['', 'notes:read', 'notes:read notes:write', 'unknown', '"'].map((scope) => refresh({ scope }, clientId)),
    ...[resource, 'https://foreign.test/mcp', 'relative'].map((one) => refresh({ resource: one }, clientId)),
  ]),
  ...['web', 'web-2', 'nobody', '', undefined].map((client_id) => code({ client_id })),
  ...['web', 'web-2', 'nobody', '', undefined].map((client_id) => refresh({ client_id })),
  {
    name: 'code of web by web-2',
    ask: async (m) => ({ body: redemption(await m.code('web')).toString(), headers: basic('web-2') }),
  },
  {
    name: 'refresh token of web by web-2',
    ask: async (m) => ({
      body: formOf({ grant_type: 'refresh_token', refresh_token: await m.refreshToken('web') }).toString(),
      headers: basic('web-2'),
    }),
  },
  machine('good', {}, basic('machine')),
  ...['notes:read', 'notes:read notes:write', 'unknown', 'notes:read unknown', '"'].map((scope) =>
    machine(`scope ${scope}`, { scope }, basic('machine')),
  ),
  ...[resource, 'https://foreign.test/mcp', 'relative'].map((one) =>
    machine(`resource ${one === resource ? 'ours' : one}`, { resource: one }, basic('machine')),
  ),
  machine('wrong secret', {}, basic('machine', 'wrong')),
  machine('empty secret', {}, basic('machine', '')),
  machine('unknown client', {}, basic('nobody')),
  machine('secret in the body', { client_id: 'post', client_secret: sharedSecret }),
  machine('wrong secret in the body', { client_id: 'post', client_secret: 'wrong' }),
  machine('secret in the body for one in the header', { client_id: 'machine', client_secret: sharedSecret }),
  machine('secret in the header for one in the body', {}, basic('post')),
  machine('secret in both', { client_id: 'machine', client_secret: sharedSecret }, basic('machine')),
  machine('another id in the body', { client_id: 'post' }, basic('machine')),
  machine('the same id in the body', { client_id: 'machine' }, basic('machine')),
  machine('nobody', {}),
  machine('only an id', { client_id: 'machine' }),
  machine('a public client', { client_id: 'demo-public' }),
  machine('a client without this grant', {}, basic('web')),
  machine('an assertion of nobody', { client_assertion: 'a.b.c', client_assertion_type: assertionType }),
  machine(
    'an assertion and a header',
    { client_assertion: 'a.b.c', client_assertion_type: assertionType },
    basic('machine'),
  ),
  machine('an assertion of another type', {
    client_id: 'machine',
    client_assertion: 'a.b.c',
    client_assertion_type: 'x',
  }),
  ...['***', 'bWFjaGluZQ==', 'Og==', ''].map((value) =>
    machine(`header ${value}`, {}, { authorization: `Basic ${value}` }),
  ),
  machine('a bearer token', {}, { authorization: 'Bearer token' }),
  plain('nothing', ''),
  plain('only a client', 'client_id=demo-public'),
  plain('grant type twice', 'grant_type=client_credentials&grant_type=client_credentials', basic('machine')),
  plain('scope twice', 'grant_type=client_credentials&scope=notes:read&scope=notes:write', basic('machine')),
  plain('brackets', 'grant_type[]=client_credentials', basic('machine')),
  plain('JSON', '{"grant_type":"client_credentials"}', { ...basic('machine'), 'content-type': 'application/json' }),
  plain('no type', 'grant_type=client_credentials', { ...basic('machine'), 'content-type': 'text/plain' }),
];
