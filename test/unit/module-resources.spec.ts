import type { ModulesContainer } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { ModuleResources } from '../../libs/mcp-auth/src/module-resources.js';
import { Registration } from '../../libs/mcp-auth/src/registration.js';
import { GuardedResource } from '../../libs/mcp-auth/src/token-verification/guarded-resource.js';

class Gateway {}
class Elsewhere {}

const resource = { name: 'of the feature' };
const feature = {
  imports: new Set(),
  controllers: new Map(),
  providers: new Map<unknown, object>([
    [Registration, { instance: { role: 'feature' } }],
    [GuardedResource, { instance: resource }],
  ]),
};
const module = (imports: readonly object[], providers: readonly (readonly [unknown, object])[]) => ({
  imports: new Set(imports),
  controllers: new Map(),
  providers: new Map(providers),
});
const resources = (...modules: readonly object[]) =>
  new ModuleResources(new Map(modules.entries()) as unknown as ModulesContainer);
const other = module([], [[Elsewhere, { metatype: Elsewhere }]]);

describe('the resource of a handler', () => {
  it.each([
    ['its own class', [Gateway, { metatype: Gateway }]],
    ['another token', ['GATEWAY', { metatype: Gateway }]],
    ['another token, from a factory', ['GATEWAY', { metatype: () => new Gateway(), instance: new Gateway() }]],
    ['a class that another one stands in for', [Elsewhere, { metatype: Gateway }]],
  ] as const)('is that of its module, where it is provided under %s (MX-02)', (_, provider) => {
    expect(resources(feature, module([feature], [provider])).find(Gateway)).toBe(resource);
  });

  it('is the first one outside of such modules', () => {
    expect(resources(feature, module([feature], []), other).find(Elsewhere)).toBeUndefined();
  });

  it('is of nobody where no module has the class, so that no wrong token is let in', () => {
    expect(() => resources(feature, module([feature], [])).find(Gateway)).toThrow('Gateway: stands in no module');
  });

  it('is the first one where there is no other', () => {
    expect(resources(other).find(Gateway)).toBeUndefined();
  });
});
