import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FetchError } from '../../../libs/mcp-auth/src/outbound/fetch-error.js';
import { fetchJson as fetchJsonBy, type DocumentLimits } from '../../../libs/mcp-auth/src/outbound/json-document.js';
import { json, startJsonServer, type Behaviour, type JsonServer } from '../../support/json-server.js';
import { outboundWith } from '../../support/outbound.js';

const fetchJson = (url: string, bounds: DocumentLimits) => fetchJsonBy(outboundWith().configured, url, bounds);
const limits = { timeoutMs: 400, maxBytes: 10_000 };
/** The first fetch of a process loads what it fetches with, which takes its time. */
const patient = { ...limits, timeoutMs: 10_000 };
let server: JsonServer;

beforeAll(async () => {
  server = await startJsonServer(json({}));
});
afterAll(() => server.stop());

async function faultOf(behaviour: Behaviour): Promise<string> {
  server.respond(behaviour);
  const error: unknown = await fetchJson(server.url, limits).catch((reason: unknown) => reason);
  return error instanceof FetchError ? error.fault : `no fault: ${String(error)}`;
}

describe('a guarded fetch', () => {
  it('brings a JSON document', async () => {
    server.respond(json({ keys: [] }));
    expect(await fetchJson(server.url, patient)).toEqual({ keys: [] });
  });

  it('takes a 200 only', async () => {
    expect(await faultOf((_, response) => response.writeHead(500).end('{}'))).toBe('status');
    expect(await faultOf((_, response) => response.writeHead(201).end('{}'))).toBe('status');
  });

  it('follows no redirect (JK-06)', async () => {
    const listener = await startJsonServer(json({}));
    const toListener: Behaviour = (_, response) => response.writeHead(302, { location: listener.url }).end();
    expect(await faultOf(toListener)).toBe('redirected');
    expect(listener.requests()).toBe(0);
    await listener.stop();
  });

  it('refuses what is not JSON (JK-05)', async () => {
    expect(await faultOf((_, response) => response.end('<html>'))).toBe('not_json');
    expect(await faultOf((_, response) => response.end())).toBe('not_json');
  });

  it('stops at the size limit of a large body (JK-05)', async () => {
    expect(await faultOf((_, response) => response.end('9'.repeat(10_000_000)))).toBe('too_large');
  });

  it('stops at the size limit of an endless body (JK-05)', async () => {
    const endless: Behaviour = (_, response) => {
      const more = () => response.destroyed || response.write('9'.repeat(1_000), () => setImmediate(more));
      more();
    };
    expect(await faultOf(endless)).toBe('too_large');
  });

  it('counts the bytes of a compressed bomb after it is unpacked (JK-05)', async () => {
    const bomb: Behaviour = (_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('9'.repeat(1_000_000)));
    };
    expect(await faultOf(bomb)).toBe('too_large');
  });

  it('ends with the time limit when nothing comes (JK-03)', async () => {
    expect(await faultOf(() => undefined)).toBe('timeout');
  });

  it('ends with the time limit when the body hangs after the headers (JK-03)', async () => {
    expect(await faultOf((_, response) => void response.writeHead(200).write('{'))).toBe('timeout');
  });

  it('ends with the time limit when the body drips (JK-03)', async () => {
    const drip: Behaviour = (_, response) => {
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    };
    expect(await faultOf(drip)).toBe('timeout');
  });

  it('says where it failed without the query, which may hold a key', async () => {
    server.respond((_, response) => void response.writeHead(500).end());
    const error: unknown = await fetchJson(`${server.url}/jwks?key=s3cret`, limits).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: `${server.url}/jwks: status 500`, url: `${server.url}/jwks` });
  });

  it('says that a host cannot be reached', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const address = closed.address();
    await new Promise((resolve) => closed.close(resolve));
    const port = typeof address === 'object' ? address?.port : 0;
    await expect(fetchJson(`http://127.0.0.1:${port}`, limits)).rejects.toMatchObject({ fault: 'unreachable' });
  });
});
