import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '../../../libs/mcp-auth/src/core/outbound.js';
import { discoverMetadata, namedUrl } from '../../../libs/mcp-auth/src/identity-provider/issuer-discovery.js';
import { downloadKeysOfIssuer } from '../../../libs/mcp-auth/src/identity-provider/issuer-keys.js';
import { json, startJsonServer, type Behaviour, type JsonServer } from '../../support/json-server.js';
import { ecKeys } from '../../support/keys.js';
import { outboundWith } from '../../support/outbound.js';

const rfc8414 = '/.well-known/oauth-authorization-server/t1';
const oidcAppended = '/t1/.well-known/openid-configuration';
const oidcInserted = '/.well-known/openid-configuration/t1';

const outbound = outboundWith();
let server: JsonServer;
let issuer: string;
let asked: string[];
let pages: Record<string, Behaviour>;
let metadata: { readonly issuer: string; readonly jwks_uri: string };

beforeEach(async () => {
  asked = [];
  pages = {};
  server = await startJsonServer((request, response) => {
    asked.push(request.url ?? '');
    const page = pages[request.url ?? ''];
    if (page === undefined) response.writeHead(404).end('{}');
    else page(request, response);
  });
  issuer = `${server.url}/t1`;
  metadata = { issuer, jwks_uri: `${issuer}/jwks` };
});
afterEach(() => server.stop());

const discoverJwksUri = async (name: string) => namedUrl(name, await discoverMetadata(name, outbound), 'jwks_uri');

const failure = () =>
  discoverJwksUri(issuer).then(
    (jwksUri) => `no failure: ${jwksUri}`,
    (error: unknown) => String(error),
  );

describe('the metadata of an issuer', () => {
  it.each([
    { place: rfc8414, tries: [rfc8414] },
    { place: oidcAppended, tries: [rfc8414, oidcAppended] },
    { place: oidcInserted, tries: [rfc8414, oidcAppended, oidcInserted] },
  ])('is found at $place (DI-03)', async ({ place, tries }) => {
    pages[place] = json(metadata);
    expect(await discoverJwksUri(issuer)).toBe(metadata.jwks_uri);
    expect(asked).toEqual(tries);
  });

  it('is what stands first, whatever stands later', async () => {
    pages = { [rfc8414]: json(metadata), [oidcAppended]: json({ ...metadata, jwks_uri: `${issuer}/other` }) };
    expect(await discoverJwksUri(issuer)).toBe(metadata.jwks_uri);
  });

  it('may be hidden by an access rule where it is not', async () => {
    pages = { [rfc8414]: (_, response) => void response.writeHead(403).end(), [oidcAppended]: json(metadata) };
    expect(await discoverJwksUri(issuer)).toBe(metadata.jwks_uri);
  });

  it('is missing with words that name every place', async () => {
    expect(await failure()).toContain(
      [rfc8414, oidcAppended, oidcInserted].map((path) => server.url + path).join(', '),
    );
  });
});

it('a jwks_uri that is refused is told without its password or query', async () => {
  for (const jwks_uri of ['https://u:s3cret@h/', 'ftp://keys.example/?key=s3cret']) {
    pages = { [rfc8414]: json({ issuer, jwks_uri }) };
    const text = await failure();
    expect(text).toContain('no https URL');
    expect(text).not.toContain('s3cret');
  }
});

describe('the metadata of an issuer fails closed (DI-04), and nothing later is asked, when', () => {
  const faults: readonly (readonly [string, () => Behaviour, RegExp])[] = [
    ['its issuer is another', () => json({ ...metadata, issuer: 'https://evil.example' }), /https:\/\/evil\.example/],
    ['its issuer differs by a slash', () => json({ ...metadata, issuer: `${issuer}/` }), /its issuer is/],
    ['it has no issuer', () => json({ jwks_uri: metadata.jwks_uri }), /its issuer is missing/],
    ['it has no jwks_uri', () => json({ issuer }), /jwks_uri is missing/],
    ['jwks_uri is a script', () => json({ issuer, jwks_uri: 'javascript:alert(1)' }), /no https URL/],
    ['jwks_uri is shell text', () => json({ issuer, jwks_uri: '$(touch /tmp/x)\n; id' }), /no https URL/],
    ['jwks_uri holds a password', () => json({ issuer, jwks_uri: 'https://u:p@h/' }), /no https URL/],
    ['jwks_uri is a list', () => json({ issuer, jwks_uri: ['https://h/'] }), /no https URL/],
    ['it is a list', () => json([metadata]), /no JSON object/],
    ['it is null', () => json(null), /no JSON object/],
    ['it is a page for people', () => (_, response) => void response.end('<html>'), /not_json/],
    ['it has 5 MB', () => json({ ...metadata, more: 'x'.repeat(5_000_000) }), /too_large/],
    [
      'it is elsewhere',
      () => (_, response) => void response.writeHead(302, { location: '/x' }).end(),
      /redirected 302/,
    ],
    ['the issuer is out of order', () => (_, response) => void response.writeHead(500).end(), /status 500/],
    ['the issuer hangs up', () => (_, response) => void response.destroy(), /unreachable/],
  ];

  it.each(faults)('%s', async (_, fault, words) => {
    pages = { [rfc8414]: fault(), [oidcAppended]: json(metadata) };
    const text = await failure();
    expect(text).toMatch(words);
    expect(text).not.toContain('\n');
    expect(asked).toEqual([rfc8414]);
  });
});

describe('what is said of metadata of another issuer', () => {
  it('has no secret of either issuer in it', async () => {
    pages = { '/.well-known/oauth-authorization-server/t1': json({ issuer: 'https://alice:hunter2@evil.example' }) };
    issuer = `${issuer}?key=hunter2`;
    expect(await failure()).toContain('its issuer is');
    expect(await failure()).not.toContain('hunter2');
  });
});

describe('the keys of an issuer of which only the name is known', () => {
  const keySet = async () => ({ keys: [{ ...(await ecKeys()).publicKey.export({ format: 'jwk' }), kid: 'k' }] });

  it('come from its own host, though that is private', async () => {
    pages = { [rfc8414]: json(metadata), '/t1/jwks': json(await keySet()) };
    expect(await downloadKeysOfIssuer(issuer, outbound)).toMatchObject([{ keyId: 'k' }]);
  });

  it('come from another host by the rules for strangers', async () => {
    const elsewhere = 'https://keys.example/jwks';
    pages = { [rfc8414]: json({ ...metadata, jwks_uri: elsewhere }) };
    const keys = await keySet();
    const fetched: string[] = [];
    const asStranger: Ask = (url) => {
      fetched.push(url);
      return Promise.resolve({ status: 200, headers: new Headers(), text: JSON.stringify(keys) });
    };
    const own = Object.assign(outboundWith(), { public: asStranger });
    expect(await downloadKeysOfIssuer(issuer, own)).toMatchObject([{ keyId: 'k' }]);
    expect(fetched).toEqual([elsewhere]);
  });

  it.each(['https://localhost', 'http://localhost', 'http://keys.example', 'https://169.254.169.254'])(
    'are not asked for at %s, which its host is not (DI-04)',
    async (other) => {
      const listener = await startJsonServer(json(await keySet()));
      const { port } = new URL(listener.url);
      pages = { [rfc8414]: json({ ...metadata, jwks_uri: `${other}:${port}/` }) };
      await expect(downloadKeysOfIssuer(issuer, outbound)).rejects.toThrow(/address_not_public|url_not_allowed/);
      expect(listener.requests()).toBe(0);
      await listener.stop();
    },
  );
});
