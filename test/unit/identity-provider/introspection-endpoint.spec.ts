import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import type { Ask, Outbound } from '../../../libs/mcp-auth/src/core/outbound.js';
import { introspectionEndpoint } from '../../../libs/mcp-auth/src/identity-provider/introspection-endpoint.js';

const issuer = 'https://idp.example.com';
const named = 'https://idp.example.com/introspect';

function issuerWith(metadata: Record<string, unknown>, endpoint?: string) {
  const clock = new FrozenClock();
  const asked: string[] = [];
  let document: object = { issuer, ...metadata };
  let status = 200;
  const configured: Ask = (url) => {
    asked.push(url);
    return Promise.resolve({ status, headers: new Headers(), text: JSON.stringify(document) });
  };
  const byDocument: Ask = (url) => Promise.reject(new Error(`Nothing is to be asked at ${url}`));
  const namedBy = (by: string, url: string) => (by === issuer && url.startsWith(issuer) ? configured : byDocument);
  const outbound: Outbound = { configured, public: byDocument, namedBy };
  const find = introspectionEndpoint({ issuer, endpoint }, { outbound, clock });
  const become = (next: object, nextStatus = 200) => {
    document = next;
    status = nextStatus;
  };
  return { find, asked, clock, configured, byDocument, become };
}

describe('where an issuer is asked', () => {
  it('is where the operator says, and its metadata is not fetched', async () => {
    const { find, asked, configured } = issuerWith({}, 'https://other.example.com/check');
    expect([await find(), asked]).toEqual([{ url: 'https://other.example.com/check', ask: configured }, []]);
  });

  it('is else where its metadata says (RFC 8414 §2)', async () => {
    const { find, configured } = issuerWith({ introspection_endpoint: named });
    expect(await find()).toEqual({ url: named, ask: configured });
  });

  it('is asked by the rules for documents where they name another host', async () => {
    const { find, byDocument } = issuerWith({ introspection_endpoint: 'https://elsewhere.example/' });
    expect((await find()).ask).toBe(byDocument);
  });

  it.each([undefined, 7, 'introspect', 'ftp://idp.example.com/', 'https://u:p@idp.example.com/'])(
    'is nowhere where the metadata names no URL: %j',
    async (introspection_endpoint) => {
      await expect(issuerWith({ introspection_endpoint }).find()).rejects.toThrow('its introspection_endpoint is');
    },
  );

  it('is nowhere where the metadata is that of another issuer', async () => {
    const { find, become } = issuerWith({});
    become({ issuer: 'https://evil.test', introspection_endpoint: 'https://evil.test/' });
    await expect(find()).rejects.toMatchObject({ name: 'DiscoveryError' });
  });

  it('is looked up once for all who want to know', async () => {
    const { find, asked } = issuerWith({ introspection_endpoint: named });
    await Promise.all([find(), find(), find()]);
    expect(asked).toHaveLength(1);
  });

  it('is looked up again after ten minutes', async () => {
    const { find, asked, clock, become } = issuerWith({ introspection_endpoint: named });
    await find();
    clock.advanceMs(599_999);
    await find();
    expect(asked).toHaveLength(1);
    become({ issuer, introspection_endpoint: `${issuer}/moved` });
    clock.advanceMs(1);
    expect((await find()).url).toBe(`${issuer}/moved`);
  });

  it('stays where it was while the metadata cannot be read', async () => {
    const { find, clock, become } = issuerWith({ introspection_endpoint: named });
    await find();
    become({}, 500);
    clock.advanceMs(600_000);
    expect((await find()).url).toBe(named);
  });

  it('is looked up again at once where that failed', async () => {
    const { find, become } = issuerWith({});
    become({}, 500);
    await find().catch(() => undefined);
    become({ issuer, introspection_endpoint: named });
    expect((await find()).url).toBe(named);
  });
});
