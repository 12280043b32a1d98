import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FetchError } from '../../../libs/mcp-auth/src/outbound/fetch-error.js';
import { pinnedTo } from '../../../libs/mcp-auth/src/outbound/pinned-address.js';
import type { HostException } from '../../../libs/mcp-auth/src/outbound/guarded.outbound.js';
import { fetchJson, type DocumentLimits } from '../../../libs/mcp-auth/src/outbound/json-document.js';
import { json, type Behaviour } from '../../support/json-server.js';
import { outboundWith } from '../../support/outbound.js';
import { selfSigned } from '../../support/self-signed.js';

type FetchJson = (url: string, limits: DocumentLimits) => Promise<unknown>;

const publicFetch =
  (exception?: HostException): FetchJson =>
  (url, bounds) =>
    fetchJson(outboundWith({}, exception).public, url, bounds);
const fetchPublicJson = publicFetch();

const loopback: LookupAddress = { address: '127.0.0.1', family: 4 };
const limits = { timeoutMs: 2_000, maxBytes: 10_000 };
let behaviour: Behaviour;
let connections = 0;
let origin: string;
let port: number;
let stop: () => void;
let fetchExcepted: FetchJson;

beforeAll(async () => {
  const identity = await selfSigned('issuer.test');
  const server = createServer(identity, (request, response) => behaviour(request, response));
  server.on('connection', () => void (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  origin = `https://issuer.test:${port}`;
  fetchExcepted = publicFetch({ host: `issuer.test:${port}`, address: loopback, ca: identity.cert });
  stop = () => server.close().closeAllConnections();
});
afterAll(() => stop());
beforeEach(() => {
  behaviour = json({ keys: [] });
  connections = 0;
});

async function faultOf(url: string, fetchIt: FetchJson = fetchPublicJson): Promise<string> {
  const error: unknown = await fetchIt(url, limits).catch((reason: unknown) => reason);
  return error instanceof FetchError ? error.fault : `no fault: ${String(error)}`;
}

describe('a fetch of a URL out of a document', () => {
  it('brings a JSON document over TLS by the name of the host, from the address that was checked', async () => {
    expect(await fetchExcepted(`${origin}/jwks`, limits)).toEqual({ keys: [] });
  });

  it.each([
    'localhost',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '[::ffff:127.0.0.1]',
    '[::1]',
    '0.0.0.0',
    '169.254.169.254',
    '10.0.0.1',
  ])('opens no connection to %s', async (host) => {
    expect(await faultOf(`https://${host}:${port}/`)).toBe('address_not_public');
    expect(connections).toBe(0);
  });

  it('is let through by an exception to that host and port only', async () => {
    expect(await faultOf(`https://127.0.0.1:${port}/`, fetchExcepted)).toBe('address_not_public');
    expect(await faultOf(`https://localhost:${port}/`, fetchExcepted)).toBe('address_not_public');
    expect(await faultOf('https://issuer.test:1/', fetchExcepted)).toBe('unreachable');
  });

  it.each(['http://example.com/', 'javascript:alert(1)', 'file:///etc/passwd', 'https://u:secret@h/', 'x\ny', ''])(
    'is https without credentials, and nothing of the URL but its host is told: %j',
    async (url) => {
      const error: unknown = await fetchPublicJson(url, limits).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ fault: 'url_not_allowed' });
      expect(String(error)).not.toMatch(/secret|\n|alert/);
    },
  );

  it('trusts no certificate that the system does not', async () => {
    const strangers = publicFetch({
      host: `issuer.test:${port}`,
      address: loopback,
      ca: (await selfSigned('issuer.test')).cert,
    });
    expect(await faultOf(origin, strangers)).toBe('unreachable');
  });

  it('follows no redirect (JK-06)', async () => {
    behaviour = (_, response) => void response.writeHead(302, { location: `${origin}/elsewhere` }).end();
    expect(await faultOf(origin, fetchExcepted)).toBe('redirected');
    expect(connections).toBe(1);
  });

  it('has the same limits as any other', async () => {
    behaviour = (_, response) => void response.end('9'.repeat(20_000));
    expect(await faultOf(origin, fetchExcepted)).toBe('too_large');
  });

  it('says that a name does not exist', async () => {
    expect(await faultOf('https://no-such-host.invalid/')).toBe('unreachable');
  });
});

describe('a pinned look-up (CI-03)', () => {
  const addresses: [LookupAddress, LookupAddress] = [
    { address: '192.0.2.1', family: 4 },
    { address: '2001:db8::1', family: 6 },
  ];

  it('gives the checked addresses, whatever is asked for', () => {
    pinnedTo(addresses)('rebound.example', { all: true }, (...answer) => expect(answer).toEqual([null, addresses]));
    pinnedTo(addresses)('rebound.example', {}, (...answer) => expect(answer).toEqual([null, '192.0.2.1', 4]));
  });
});
