import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FetchError } from '../../../libs/mcp-auth/src/outbound/fetch-error.js';
import type { GuardedOutbound } from '../../../libs/mcp-auth/src/outbound/guarded.outbound.js';
import { outboundWith } from '../../support/outbound.js';
import { selfSigned, type TlsIdentity } from '../../support/self-signed.js';

const limits = { timeoutMs: 10_000, maxBytes: 10_000 };
const issuer = 'https://idp.example.com';

let server: Server;
let url: string;
let sockets: Socket[];
let ways: GuardedOutbound[];

function wayOut(...given: Parameters<typeof outboundWith>): GuardedOutbound {
  const made = outboundWith(...given);
  ways.push(made);
  return made;
}

async function listening(made: Server): Promise<number> {
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
}

const faultOf = async (answer: Promise<unknown>) => {
  const error: unknown = await answer.catch((reason: unknown) => reason);
  return error instanceof FetchError ? error.fault : `no fault: ${String(error)}`;
};

beforeEach(async () => {
  sockets = [];
  ways = [];
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => void pieces.push(piece));
    request.on('end', () => {
      const { method, headers } = request;
      response.end(JSON.stringify({ method, headers, body: Buffer.concat(pieces).toString() }));
    });
  });
  server.on('connection', (socket) => void sockets.push(socket));
  url = `http://127.0.0.1:${await listening(server)}/`;
});
afterEach(async () => {
  await Promise.all(ways.map((way) => way.onApplicationShutdown()));
  server.close().closeAllConnections();
});

describe('a request to a configured URL', () => {
  it('has the method, the header fields and the body that were asked for', async () => {
    const { text } = await wayOut().configured(url, {
      ...limits,
      method: 'POST',
      headers: { accept: 'text/plain', authorization: 'Basic eA==' },
      body: 'a=b',
    });
    const seen = { method: 'POST', body: 'a=b', headers: { accept: 'text/plain', authorization: 'Basic eA==' } };
    expect(JSON.parse(text)).toMatchObject(seen);
  });

  it('has no cookies and no credentials that nobody asked for (CI-04)', async () => {
    const { text } = await wayOut().configured(url, limits);
    const { headers } = JSON.parse(text) as { headers: Record<string, string> };
    expect([headers['accept'], headers['cookie'], headers['authorization']]).toEqual([
      'application/json',
      undefined,
      undefined,
    ]);
  });

  it('goes over a connection of those before; one is at rest for a moment, hence two', async () => {
    const { configured } = wayOut();
    for (let n = 0; n < 10; n += 1) await configured(url, limits);
    expect(sockets.length).toBeLessThanOrEqual(2);
  });

  it('leaves no connection behind when the application ends, not even until it is too old to be kept', async () => {
    const way = wayOut();
    await way.configured(url, limits);
    const closed = sockets.map((socket) => once(socket, 'close'));
    const endedAt = performance.now();
    await Promise.all([...closed, way.onApplicationShutdown()]);
    expect([closed.length, performance.now() - endedAt < 3_000]).toEqual([1, true]);
  });

  it.each(['http://idp.internal/', 'http://10.0.0.1/', 'ftp://idp.internal/', 'https://u:p@idp.internal/', 'idp', ''])(
    'is never sent in plain text, nor to what is no web URL: "%s"',
    async (place) => {
      expect(await faultOf(wayOut().configured(place, limits))).toBe('url_not_allowed');
    },
  );

  it('goes over plain http to a host that the operator lists', async () => {
    const listed = wayOut({ insecureHosts: ['sidecar.invalid'] });
    expect(await faultOf(listed.configured('http://sidecar.invalid/', limits))).toBe('unreachable');
  });

  it('tells no password of a URL that it may not ask', async () => {
    const error: unknown = await wayOut()
      .configured('https://user:s3cret@idp.internal/', limits)
      .catch((reason: unknown) => reason);
    expect(String(error)).not.toContain('s3cret');
  });
});

describe('a certificate', () => {
  let identity: TlsIdentity;
  let tls: Server;
  let place: string;

  beforeEach(async () => {
    identity = await selfSigned('localhost');
    tls = createTlsServer(identity, (_, response) => void response.end('{}'));
    place = `https://localhost:${await listening(tls)}/`;
  });
  afterEach(() => tls.close().closeAllConnections());

  it('of an authority that nobody knows is not trusted', async () => {
    expect(await faultOf(wayOut().configured(place, limits))).toBe('unreachable');
  });

  it('of an authority in `caBundle` is trusted', async () => {
    expect((await wayOut({ caBundle: identity.cert }).configured(place, limits)).status).toBe(200);
  });

  it('of another name is not trusted, whoever signed it', async () => {
    const { cert } = identity;
    expect(await faultOf(wayOut({ caBundle: cert }).configured(place.replace('localhost', '127.0.0.1'), limits))).toBe(
      'unreachable',
    );
  });
});

describe('a URL that the documents of a configured issuer name', () => {
  it.each([
    ["on the issuer's own host", 'https://idp.example.com/keys', {}],
    ["on another port of the issuer's host", 'https://idp.example.com:8443/keys', {}],
    ['on a host that the operator trusts', 'https://keys.internal/keys', { trustedHosts: ['keys.internal'] }],
    ['under a suffix that the operator trusts', 'https://a.keys.internal/', { trustedHosts: ['*.keys.internal'] }],
  ])('counts as configured %s', (_, named, settings) => {
    const way = wayOut(settings);
    expect(way.namedBy(issuer, named)).toBe(way.configured);
  });

  it.each([
    ['on any other host', 'https://keys.example.com/keys'],
    ['on a host below that of the issuer', 'https://keys.idp.example.com/'],
    ['on a host that ends like that of the issuer', 'https://evil-idp.example.com/'],
    ['on a private address (JK-06)', 'https://169.254.169.254/'],
    ['when it is none at all', 'keys'],
  ])('is of the public internet %s', (_, named) => {
    const way = wayOut({ trustedHosts: ['keys.internal'] });
    expect(way.namedBy(issuer, named)).toBe(way.public);
  });
});
