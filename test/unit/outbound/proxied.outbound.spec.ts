import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FetchError } from '../../../libs/mcp-auth/src/outbound/fetch-error.js';
import type { GuardedOutbound } from '../../../libs/mcp-auth/src/outbound/guarded.outbound.js';
import type { OutboundSettings } from '../../../libs/mcp-auth/src/options/outbound.settings.js';
import { startConnectProxy, type ConnectProxy } from '../../support/connect-proxy.js';
import { json, startJsonServer } from '../../support/json-server.js';
import { outboundWith } from '../../support/outbound.js';
import { selfSigned, type TlsIdentity } from '../../support/self-signed.js';

const limits = { timeoutMs: 10_000, maxBytes: 10_000 };
/** Names under `.test` lead nowhere (RFC 6761 §6.2), save through this proxy. */
const page = 'https://idp.test/page';

let identity: TlsIdentity;
let tlsPort: number;
let stopTls: () => void;
let proxy: ConnectProxy;
let ways: GuardedOutbound[];

beforeAll(async () => {
  identity = await selfSigned('idp.test');
  const tls = createServer(identity, (_, response) => void response.end('{"from":"idp.test"}'));
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
  tlsPort = (tls.address() as AddressInfo).port;
  stopTls = () => tls.close().closeAllConnections();
});
afterAll(() => stopTls());
beforeEach(async () => {
  proxy = await startConnectProxy({ 'idp.test': tlsPort, 'silent.test': 'silent' });
  ways = [];
});
afterEach(async () => {
  await Promise.all(ways.map((way) => way.onApplicationShutdown()));
  proxy.stop();
});

function wayOut(settings: Partial<OutboundSettings> = {}, credentials = ''): GuardedOutbound {
  const made = outboundWith({ proxyUrl: `http://${credentials}${proxy.host}`, caBundle: identity.cert, ...settings });
  ways.push(made);
  return made;
}

async function faultOf(answer: Promise<unknown>): Promise<string> {
  const error: unknown = await answer.catch((reason: unknown) => reason);
  return error instanceof FetchError ? error.fault : `no fault: ${String(error)}`;
}

describe('a proxy', () => {
  it.each(['configured', 'public'] as const)('leads to a host that only it can find, for %s URLs', async (urls) => {
    const { status, text } = await wayOut()[urls](page, limits);
    expect([status, text]).toEqual([200, '{"from":"idp.test"}']);
  });

  it('is asked for a tunnel, and sees neither path nor content', async () => {
    await wayOut().configured(page, { ...limits, method: 'POST', body: 'token=secret' });
    expect([proxy.tunnels, proxy.pages]).toEqual([[{ target: 'idp.test:443', credentials: undefined }], []]);
  });

  it('gets the credentials of its URL, decoded', async () => {
    await wayOut({}, 'user:p%40ss%3Aw%C3%B6rd@').configured(page, limits);
    const credentials = `Basic ${Buffer.from('user:p@ss:wörd').toString('base64')}`;
    expect(proxy.tunnels).toEqual([{ target: 'idp.test:443', credentials }]);
  });

  it('keeps its tunnels for the next requests; one is at rest for a moment, hence two', async () => {
    const { configured } = wayOut();
    for (let n = 0; n < 10; n += 1) await configured(page, limits);
    expect(proxy.tunnels.length).toBeLessThanOrEqual(2);
  });

  it('changes nothing about whose certificates are trusted', async () => {
    expect(await faultOf(wayOut({ caBundle: undefined }).configured(page, limits))).toBe('unreachable');
  });

  it('is asked for a tunnel for plain http as well', async () => {
    await faultOf(wayOut({ insecureHosts: ['sidecar.test'] }).configured('http://sidecar.test/', limits));
    expect([proxy.tunnels.map(({ target }) => target), proxy.pages]).toEqual([['sidecar.test:80'], []]);
  });

  it.each(['configured', 'public'] as const)('is not asked for `noProxyHosts`, for %s URLs', async (urls) => {
    const way = wayOut({ noProxyHosts: ['*.test'] });
    expect(await faultOf(way[urls](page, limits))).toBe('unreachable');
    expect(proxy.tunnels).toEqual([]);
  });

  it('is not asked for loopback', async () => {
    const sidecar = await startJsonServer(json({ ok: true }));
    const { text } = await wayOut().configured(sidecar.url, limits);
    await sidecar.stop();
    expect([text, proxy.tunnels]).toEqual(['{"ok":true}', []]);
  });

  it('that makes no tunnel makes a host unreachable', async () => {
    expect(await faultOf(wayOut().configured('https://unknown.test/', limits))).toBe('unreachable');
  });

  it('that does not answer costs no more than the time limit', async () => {
    const short = { ...limits, timeoutMs: 300 };
    expect(await faultOf(wayOut().configured('https://silent.test/', short))).toBe('timeout');
  });

  it('that is not there makes a host unreachable', async () => {
    const way = wayOut();
    proxy.stop();
    expect(await faultOf(way.configured(page, limits))).toBe('unreachable');
  });
});

describe('a URL out of a document, where there is a proxy', () => {
  it.each(['10.0.0.1', '169.254.169.254', '[fd00::1]', '[::ffff:10.0.0.1]', '0xa9fea9fe', 'idp.localhost'])(
    'does not lead the proxy to %s',
    async (host) => {
      expect(await faultOf(wayOut().public(`https://${host}/`, limits))).toBe('address_not_public');
      expect(proxy.tunnels).toEqual([]);
    },
  );

  it.each(['127.0.0.1', 'localhost', '[::1]'])('does not lead this service to %s', async (host) => {
    expect(await faultOf(wayOut().public(`https://${host}:${tlsPort}/`, limits))).toBe('address_not_public');
  });

  it.each(['http://idp.test/', 'https://user:pw@idp.test/'])('is https without credentials: %s', async (url) => {
    expect(await faultOf(wayOut({ insecureHosts: ['idp.test'] }).public(url, limits))).toBe('url_not_allowed');
  });
});
