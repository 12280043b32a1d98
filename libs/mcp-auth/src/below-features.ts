import { MetadataScanner } from '@nestjs/core';
import type { ConfigurationProblem } from './core/errors/configuration-error.js';
import { featureOf, registrationOf, type Module } from './registered-modules.js';
import { ApplicationGuard } from './token-verification/application.guard.js';
import { McpAuthGuard } from './token-verification/mcp-auth.guard.js';
import { componentKinds } from './transport/components/index.js';

/**
 * Modules that the application has only through a module of a further resource, and that do not import that resource themselves.
 * Their tools and resources would be served by the first resource, and their guards would take its tokens, which nobody who reads the imports expects.
 */
export function belowFeatures(modules: readonly Module[]): readonly ConfigurationProblem[] {
  const isGuardedThroughout = modules.some(({ providers }) => providers.has(ApplicationGuard));
  const elsewhere = reachedElsewhere(modules);
  return [...reachedFrom(modules.filter((module) => featureOf(module) !== undefined))]
    .filter(
      (module) => !elsewhere.has(module) && featureOf(module) === undefined && registrationOf(module) === undefined,
    )
    .filter(
      (module) => hasComponents(module) || hasGuard(module) || (isGuardedThroughout && module.controllers.size > 0),
    )
    .map(({ name }) => ({ path: name, message }));
}

const message =
  'has tools or guarded handlers, but belongs to the application only through a module that imports forFeature; import the ' +
  'same value of forFeature in it, or import it also in a module of the first resource';

/** What the root module reaches without going through the module of a further resource. Nest puts its own module before the root. */
function reachedElsewhere([core, root]: readonly Module[]): ReadonlySet<Module> {
  const starts = [core, root].filter((module) => module !== undefined);
  return reachedFrom(starts, (module) => featureOf(module) === undefined);
}

/** These modules and all that they import, in any number of steps. What Nest loads lazily is reached from nowhere. */
function reachedFrom(starts: readonly Module[], isPassed = (_module: Module) => true): ReadonlySet<Module> {
  const reached = new Set<Module>();
  const open = [...starts];
  for (let module = open.pop(); module !== undefined; module = open.pop()) {
    if (reached.has(module) || !isPassed(module)) continue;
    reached.add(module);
    open.push(...module.imports);
  }
  return reached;
}

function hasComponents({ providers }: Module): boolean {
  const scanner = new MetadataScanner();
  return [...providers.values()].some(({ metatype }) => {
    const prototype: unknown = metatype?.prototype;
    if (typeof prototype !== 'object' || prototype === null) return false;
    return scanner.getAllMethodNames(prototype).some((name) => {
      const method: unknown = Reflect.get(prototype, name);
      return typeof method === 'function' && componentKinds.some((kind) => kind.describe(method, name) !== undefined);
    });
  });
}

function hasGuard({ injectables }: Module): boolean {
  return [...injectables.values()].some(
    ({ metatype }) => metatype === McpAuthGuard || Object(metatype?.prototype) instanceof McpAuthGuard,
  );
}
