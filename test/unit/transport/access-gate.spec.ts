import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import type { BearerRefusals } from '../../../libs/mcp-auth/src/http/bearer-refusals.js';
import { AccessGate } from '../../../libs/mcp-auth/src/transport/access-gate.js';
import type { Failures } from '../../../libs/mcp-auth/src/transport/failures.js';
import type { ListVisibility } from '../../../libs/mcp-auth/src/transport/list-visibility.js';
import { withinExchange, type McpExchange } from '../../../libs/mcp-auth/src/transport/mcp-exchange.js';
import type { ServedServer } from '../../../libs/mcp-auth/src/transport/transport.settings.js';

/** A server that keeps what reaches it, behind a gate that empties every list. */
async function connected() {
  const delivered: JSONRPCMessage[] = [];
  const sent: JSONRPCMessage[] = [];
  const transport = {
    onmessage: undefined,
    send: (message: JSONRPCMessage) => Promise.resolve(void sent.push(message)),
  } as unknown as Transport;
  const server = {
    connect: (one: Transport) => {
      one.onmessage = (message) => void delivered.push(message);
      return Promise.resolve();
    },
  } as unknown as ServedServer;
  const visibility = { thin: () => ({ tools: [] }) } as unknown as ListVisibility;
  const refusals = { refuse: () => ({ correlationId: 'id-of-refusal' }) } as unknown as BearerRefusals;
  await new AccessGate(visibility, refusals, {} as Failures).guard(server).connect(transport);
  return { transport, delivered, sent };
}

const exchange = { request: {}, response: {}, body: {}, principal: undefined, denials: new Map() } as McpExchange;
const request = (method: string, id: string | number, params = {}): JSONRPCMessage => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});
const receive = (transport: Transport, message: JSONRPCMessage, within: McpExchange = exchange) =>
  withinExchange(within, () => Promise.resolve(transport.onmessage?.(message)));
const list = { jsonrpc: '2.0', id: 1, result: { tools: [{ name: 'hidden' }] } } as const;

describe('the gate before a server', () => {
  it('lets no list out unseen because two requests share an id', async () => {
    const { transport, delivered, sent } = await connected();
    await receive(transport, request('tools/list', 1));
    await receive(transport, request('tools/list', 1));
    expect(delivered).toHaveLength(1);
    await transport.send(list);
    expect(sent.filter((message) => 'result' in message)).toEqual([{ ...list, result: { tools: [] } }]);
    expect(sent).toContainEqual(expect.objectContaining({ id: 1, error: expect.anything() as unknown }));
  });

  it('takes an id again once it was answered', async () => {
    const { transport, delivered } = await connected();
    await receive(transport, request('ping', 1));
    await transport.send({ jsonrpc: '2.0', id: 1, result: {} });
    await receive(transport, request('ping', 1));
    expect(delivered).toHaveLength(2);
  });

  it('lets no call through that nobody judged', async () => {
    const { transport, delivered, sent } = await connected();
    transport.onmessage?.(request('tools/call', 1, { name: 't' }));
    await Promise.resolve();
    expect(delivered).toEqual([]);
    expect(sent).toEqual([expect.objectContaining({ id: 1, error: expect.anything() as unknown })]);
  });

  it('answers a denied call itself, by its id and no other', async () => {
    const { transport, delivered, sent } = await connected();
    const denied = { ending: 'denied', reason: 'policy_denied', principal: {} } as never;
    const denials = new Map([[1, { denied, component: { kind: 'tool', name: 't', input: {} } as const }]]);
    await receive(transport, request('tools/call', 1, { name: 't' }), { ...exchange, denials });
    await receive(transport, request('tools/call', '1', { name: 't' }), { ...exchange, denials });
    await Promise.resolve();
    expect(sent).toEqual([{ jsonrpc: '2.0', id: 1, result: expect.objectContaining({ isError: true }) as unknown }]);
    expect(delivered).toEqual([expect.objectContaining({ id: '1' })]);
  });
});
