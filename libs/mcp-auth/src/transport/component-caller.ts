import { Inject, Injectable, type InjectionToken } from '@nestjs/common';
import {
  ApplicationConfig,
  ContextIdFactory,
  ExternalContextCreator,
  ModuleRef,
  ModulesContainer,
  type ContextId,
  type NestContainer,
} from '@nestjs/core';
import { OWN_ROUTE } from '../access-control/own-route.js';
import { ResourceSettings } from '../options/resource.settings.js';
import type { ComponentArguments } from './tool-parameters.decorator.js';
import type { Component } from './component-registry.js';

/** Calls one method with everything that Nest puts around it. */
export type ComponentMethod = (...args: ComponentArguments) => Promise<unknown>;

type Method = (...args: unknown[]) => unknown;

/** Where Nest keeps what parameter decorators ask for. */
const ROUTE_ARGUMENTS = '__routeArguments__';
/** Context type of tool calls, as guards and interceptors see it. */
const MCP_CONTEXT = 'mcp';

/**
 * Puts guards, interceptors, pipes and filters of a component's class and method around its calls, and the application's
 * global guards: only here do they see what the component declares, such as roles. Other global enhancers are left out; they
 * have been around the HTTP request, and a response wrapper must not wrap a tool's result a second time.
 */
@Injectable()
export class ComponentCaller {
  private readonly creator: ExternalContextCreator;

  constructor(
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(ModuleRef) private readonly moduleRef: ModuleRef,
    @Inject(ApplicationConfig) private readonly application: ApplicationConfig,
    @Inject(ResourceSettings) private readonly settings: ResourceSettings,
  ) {
    const container = { getModules: () => modules, applicationConfig: guardsOnly(application) };
    this.creator = ExternalContextCreator.fromContainer(container as unknown as NestContainer);
  }

  /** Prepared once per component; where it or a global guard is request-scoped, each call gets fresh instances. */
  prepare(component: Component): ComponentMethod {
    const { provider } = component;
    const scopedGuards = this.application.getGlobalRequestGuards();
    if (provider.isDependencyTreeStatic() && scopedGuards.length === 0) return this.wrap(component, provider.instance);
    return async (request, ...rest) => {
      const contextId = ContextIdFactory.create();
      this.moduleRef.registerRequestByContextId(request, contextId);
      const fresh = ({ token }: { readonly token: InjectionToken }): Promise<unknown> =>
        this.moduleRef.resolve(token, contextId, { strict: false });
      // Nest asks for the guards of this context; one that nobody made would be left out in silence.
      await Promise.all(scopedGuards.map(fresh));
      return this.wrap(component, await fresh(provider), contextId)(request, ...rest);
    };
  }

  private wrap({ methodName }: Component, instance: unknown, contextId?: ContextId): ComponentMethod {
    const host = instance as Record<string, Method>;
    return this.creator.create(
      host,
      this.callbackOf(host, methodName),
      methodName,
      ROUTE_ARGUMENTS,
      { exchangeKeyForValue: () => undefined },
      contextId,
      undefined,
      { guards: true, interceptors: true, filters: true },
      MCP_CONTEXT,
    );
  }

  /**
   * What Nest calls in the end, with the metadata of the method, and with the public markers: a global guard that lets
   * the endpoint pass lets its components pass. The method itself is not marked, since it may be a route as well.
   */
  private callbackOf(host: Record<string, Method>, methodName: string): Method {
    const method: Method = host[methodName] ?? (() => undefined);
    const callback = standInFor(method, host, methodName);
    for (const key of Reflect.getMetadataKeys(method)) {
      Reflect.defineMetadata(key, Reflect.getMetadata(key, method), callback);
    }
    for (const marker of [...this.settings.publicMarkers, OWN_ROUTE]) Reflect.defineMetadata(marker, true, callback);
    return callback;
  }
}

/** A method without parameter decorators is called with `(input, context)`. */
function standInFor(method: Method, host: Record<string, Method>, methodName: string): Method {
  const decorated: unknown = Reflect.getMetadata(ROUTE_ARGUMENTS, host.constructor, methodName);
  return decorated === undefined
    ? (_request, _response, input, context) => method.call(host, input, context)
    : (...args) => method.apply(host, args);
}

function guardsOnly(application: ApplicationConfig): ApplicationConfig {
  return Object.assign(new ApplicationConfig(), {
    getGlobalGuards: () => application.getGlobalGuards(),
    getGlobalRequestGuards: () => application.getGlobalRequestGuards(),
  });
}
