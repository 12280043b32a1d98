import { describe, expect, it } from 'vitest';
import type { Component, ComponentRegistry } from '../../../libs/mcp-auth/src/transport/component-registry.js';
import { wantedComponents } from '../../../libs/mcp-auth/src/transport/wanted-components.js';

const components = ['tool a', 'tool b', 'prompt a'].map((key) => {
  const [kind, name] = key.split(' ');
  return { kind, name } as Component;
});
const registry: Pick<ComponentRegistry, 'find' | 'components'> = {
  components,
  find: (kind, name) => components.find((one) => one.kind === kind && one.name === name),
};
const wanted = (method: string, params = {}) =>
  wantedComponents({ jsonrpc: '2.0', id: 1, method, params }, registry).map(({ kind, name }) => `${kind} ${name}`);

describe('a server for one request', () => {
  it.each([
    ['tools/call', { name: 'b' }, ['tool b']],
    ['tools/call', { name: 'c' }, []],
    ['tools/list', {}, ['tool a', 'tool b']],
    ['prompts/list', {}, ['prompt a']],
    ['server/discover', {}, ['tool a', 'tool b', 'prompt a']],
  ])('for %s %j has %j', (method, params, expected) => {
    expect(wanted(method, params)).toEqual(expected);
  });
});
