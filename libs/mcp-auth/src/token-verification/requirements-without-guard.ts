import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ApplicationConfig, DiscoveryService, MetadataScanner } from '@nestjs/core';
import { REQUIRED_ACCESS } from '../access-control/require-access.decorator.js';
import { REQUIRED_ROLES } from '../access-control/require-roles.decorator.js';
import { REQUIRED_SCOPES } from '../access-control/require-scopes.decorator.js';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import { classInjects } from './injected-token.js';
import { McpAuthGuard } from './mcp-auth.guard.js';

/** Where Nest keeps what `@UseGuards()` names. */
const GUARDS = '__guards__';

/**
 * A requirement that nothing checks is worse than none. `AuthGuard('mcp')` of Passport only authenticates, because a strategy
 * never sees the handler, so a handler that needs scopes or roles must stand behind `McpAuthGuard`.
 */
@Injectable()
export class RequirementsWithoutGuard implements OnApplicationBootstrap {
  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(ApplicationConfig) private readonly config: ApplicationConfig,
  ) {}

  /** @throws ConfigurationError with every handler whose requirement nothing checks */
  onApplicationBootstrap(): void {
    if (this.config.getGlobalGuards().some(enforces)) return;
    const handlers = [
      ...this.discovery.getControllers().flatMap(({ metatype }) => this.unguardedIn(metatype, () => true)),
      // Of what else providers have, only tools need something too, and those are checked by the endpoint.
      ...this.discovery.getProviders().flatMap(({ metatype }) => this.unguardedIn(metatype, isHandler)),
    ];
    if (handlers.length === 0) return;
    const message =
      'needs scopes or roles, but no McpAuthGuard checks them; add @UseGuards(McpAuthGuard), or guard: "application"';
    throw new ConfigurationError(handlers.map((path) => ({ path, message })));
  }

  private unguardedIn(metatype: unknown, isMeant: (method: object) => boolean): readonly string[] {
    if (typeof metatype !== 'function') return [];
    const prototype: unknown = metatype.prototype;
    if (typeof prototype !== 'object' || prototype === null) return [];
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const method: unknown = Reflect.get(prototype, name);
      if (typeof method !== 'function' || !isMeant(method)) return [];
      const targets = [metatype, method];
      const isUnguarded = targets.some(needsSomething) && !targets.flatMap(guardsOf).some(enforces);
      return isUnguarded ? [`${metatype.name}.${name}`] : [];
    });
  }
}

/** What gateways and resolvers mark their handlers with. */
const handlerMarks = ['websockets:message_mapping', 'graphql:resolver_type'];

function isHandler(method: object): boolean {
  return handlerMarks.some((mark) => Reflect.hasMetadata(mark, method));
}

function needsSomething(target: object): boolean {
  return [REQUIRED_SCOPES, REQUIRED_ROLES, REQUIRED_ACCESS].some((key) => Reflect.hasMetadata(key, target));
}

function guardsOf(target: object): readonly unknown[] {
  const guards: unknown = Reflect.getMetadata(GUARDS, target);
  return Array.isArray(guards) ? guards : [];
}

/** Whether a guard is ours, made from ours, or calls ours. */
function enforces(guard: unknown): boolean {
  if (guard instanceof McpAuthGuard || guard === McpAuthGuard) return true;
  if (typeof guard !== 'function') return false;
  return Object(guard.prototype) instanceof McpAuthGuard || classInjects(guard, McpAuthGuard);
}
