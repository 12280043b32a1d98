import { describe, expect, it } from 'vitest';
import { calledComponents, messagesOf } from '../../../libs/mcp-auth/src/transport/called-components.js';

const message = (method: string, params: unknown) => ({ jsonrpc: '2.0', id: 1, method, params });

describe('a message', () => {
  it.each([
    ['tools/call', { name: 't', arguments: { a: 1 } }, { kind: 'tool', name: 't', input: { a: 1 } }],
    ['prompts/get', { name: 'p', arguments: { a: '1' } }, { kind: 'prompt', name: 'p', input: { a: '1' } }],
    ['resources/read', { uri: 'n://1' }, { kind: 'resource', name: 'n://1' }],
    ['resources/subscribe', { uri: 'n://1' }, { kind: 'resource', name: 'n://1' }],
    [
      'completion/complete',
      { ref: { type: 'ref/prompt', name: 'p' }, argument: { name: 'a' } },
      { kind: 'prompt', name: 'p', input: { name: 'a' } },
    ],
    ['completion/complete', { ref: { type: 'ref/resource', uri: 'n://{id}' } }, { kind: 'resource', name: 'n://{id}' }],
    [
      'subscriptions/listen',
      { notifications: { resourceSubscriptions: ['n://1'] } },
      { kind: 'resource', name: 'n://1' },
    ],
  ])('%s %j calls a component', (method, params, component) => {
    expect(calledComponents(message(method, params))).toEqual([component]);
  });

  it.each([
    undefined,
    null,
    'tools/call',
    message('tools/call', undefined),
    message('tools/call', { name: 1 }),
    message('tools/call', ['t']),
    message('toString', { name: 't' }),
    message('__proto__', { name: 't' }),
    message('tools/list', { name: 't' }),
    message('completion/complete', { ref: 'p' }),
    message('subscriptions/listen', { notifications: { resourceSubscriptions: 'n://1' } }),
  ])('that names nothing well calls nothing: %j', (one) => {
    expect(calledComponents(one)).toEqual([]);
  });
});

describe('a body', () => {
  it('is one message, or a batch of them, or nothing', () => {
    expect(messagesOf({ id: 1 })).toEqual([{ id: 1 }]);
    expect(messagesOf([{ id: 1 }, { id: 2 }])).toEqual([{ id: 1 }, { id: 2 }]);
    expect(messagesOf(undefined)).toEqual([]);
  });
});
