import type { InjectionToken } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';

type Module = ModulesContainer extends Map<string, infer Found> ? Found : never;
type Wrapper = Module['providers'] extends Map<unknown, infer Found> ? Found : never;

/** Where Nest keeps what a class injects: parameters by type, parameters by `@Inject()`, and properties. */
const PARAMETER_TYPES = 'design:paramtypes';
const PARAMETERS = 'self:paramtypes';
const PROPERTIES = 'self:properties_metadata';

/** Whether a class or a factory of the application injects a token. */
export function isInjected(token: InjectionToken, modules: ModulesContainer): boolean {
  return [...modules.values()].some(({ providers, controllers, injectables }) =>
    [providers, controllers, injectables].some((wrappers) => [...wrappers.values()].some((one) => injects(one, token))),
  );
}

function injects({ metatype, inject }: Wrapper, token: InjectionToken): boolean {
  if (Array.isArray(inject)) return inject.some((entry: unknown) => isToken(entry, token));
  return typeof metatype === 'function' && classInjects(metatype, token);
}

/** Whether a class injects a token, by its constructor or by a property. */
export function classInjects(metatype: object, token: InjectionToken): boolean {
  const types = metadataOf(PARAMETER_TYPES, metatype);
  const injected = [...metadataOf(PARAMETERS, metatype), ...metadataOf(PROPERTIES, metatype)].map(paramOf);
  return [...types, ...injected].some((entry) => isToken(entry, token));
}

function metadataOf(key: string, target: object): readonly unknown[] {
  const metadata: unknown = Reflect.getMetadata(key, target);
  return Array.isArray(metadata) ? metadata : [];
}

/** Decorated parameters have their token in `param`, properties in `type`; factories may say that it is optional. */
function paramOf(entry: unknown): unknown {
  return memberOf(entry, 'param') ?? memberOf(entry, 'type');
}

function isToken(entry: unknown, token: InjectionToken): boolean {
  return entry === token || memberOf(entry, 'token') === token || forwardedToken(entry) === token;
}

function forwardedToken(entry: unknown): unknown {
  const forward = memberOf(entry, 'forwardRef');
  return typeof forward === 'function' ? forward() : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
