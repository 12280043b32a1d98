import { Inject, Injectable } from '@nestjs/common';
import {
  ApplicationConfig,
  ContextIdFactory,
  ExternalContextCreator,
  ModuleRef,
  ModulesContainer,
  type ContextId,
  type NestContainer,
} from '@nestjs/core';
import type { ToolArguments } from './tool-parameters.decorator.js';
import type { RegisteredTool } from './tool-registry.js';

/** Calls one tool method with everything that Nest puts around it. */
export type ToolCall = (...args: ToolArguments) => Promise<unknown>;

type Method = (...args: unknown[]) => unknown;

/** Where Nest keeps what parameter decorators ask for. */
const ROUTE_ARGUMENTS = '__routeArguments__';
/** Context type of tool calls, as guards and interceptors see it. */
const MCP_CONTEXT = 'mcp';

/**
 * Puts guards, interceptors, pipes and filters of a tool's class and method around its calls. Global ones are left out:
 * they have been around the HTTP request already, and a response wrapper must not wrap a tool's result a second time.
 */
@Injectable()
export class ToolCaller {
  private readonly creator: ExternalContextCreator;

  constructor(
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(ModuleRef) private readonly moduleRef: ModuleRef,
  ) {
    const withoutGlobals = { getModules: () => modules, applicationConfig: new ApplicationConfig() };
    this.creator = ExternalContextCreator.fromContainer(withoutGlobals as unknown as NestContainer);
  }

  /** Prepared once per tool; a request-scoped tool gets a fresh instance for each call. */
  prepare(tool: RegisteredTool): ToolCall {
    const { provider } = tool;
    if (provider.isDependencyTreeStatic()) return this.wrap(tool, provider.instance);
    return async (request, ...rest) => {
      const contextId = ContextIdFactory.create();
      this.moduleRef.registerRequestByContextId(request, contextId);
      const instance: unknown = await this.moduleRef.resolve(provider.token, contextId, { strict: false });
      return this.wrap(tool, instance, contextId)(request, ...rest);
    };
  }

  private wrap({ methodName }: RegisteredTool, instance: unknown, contextId?: ContextId): ToolCall {
    const host = instance as Record<string, Method>;
    return this.creator.create(
      host,
      callbackOf(host, methodName),
      methodName,
      ROUTE_ARGUMENTS,
      { exchangeKeyForValue: () => undefined },
      contextId,
      undefined,
      { guards: true, interceptors: true, filters: true },
      MCP_CONTEXT,
    );
  }
}

/**
 * What Nest calls in the end. A method without parameter decorators is called with `(input, context)`; its enhancers and
 * other metadata are found on the stand-in too.
 */
function callbackOf(host: Record<string, Method>, methodName: string): Method {
  const method: Method = host[methodName] ?? (() => undefined);
  const decorated: unknown = Reflect.getMetadata(ROUTE_ARGUMENTS, host.constructor, methodName);
  if (decorated !== undefined) return method;
  const standIn: Method = (_request, _response, input, context) => method.call(host, input, context);
  for (const key of Reflect.getMetadataKeys(method)) {
    Reflect.defineMetadata(key, Reflect.getMetadata(key, method), standIn);
  }
  return standIn;
}
