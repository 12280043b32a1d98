import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchJson } from '../../../libs/mcp-auth/src/outbound/json-document.js';
import { json, startJsonServer, type JsonServer } from '../../support/json-server.js';
import { outboundWith } from '../../support/outbound.js';

const dispatcherOfTheProcess = Symbol.for('undici.globalDispatcher.1');
let server: JsonServer;
beforeEach(async () => {
  server = await startJsonServer(json({ ok: true }));
});
afterEach(() => server.stop());

describe('a request of ours', () => {
  it("leaves the process's own fetch alone", async () => {
    expect(await fetchJson(outboundWith().configured, server.url, { timeoutMs: 5_000, maxBytes: 1_000 })).toEqual({
      ok: true,
    });
    const { Agent } = await import('undici');
    expect(Reflect.get(globalThis, dispatcherOfTheProcess)).not.toBeInstanceOf(Agent);
  });
});
