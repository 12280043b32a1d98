import { Inject, Injectable, Optional } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { scopesNamedIn } from './access-control/access-rule.js';
import { AccessRulesReader } from './access-control/access-rules.reader.js';
import { unionOfScopes } from './core/scopes.js';
import { OfferedScopes } from './options/offered-scopes.js';
import { ResolvedOptions } from './resolved-options.js';
import { ComponentRules } from './transport/component-rules.js';
import { ComponentFilter } from './transport/component-registry.js';

/**
 * What clients should ask for: what the options say; or else every scope that something here needs, so that one login is enough. A
 * scope thus joins the challenge and the metadata by being declared.
 */
@Injectable()
export class DeclaredScopes extends OfferedScopes {
  private offered: readonly string[] | undefined;
  private declared: readonly string[] | undefined;

  constructor(
    @Inject(ResolvedOptions) private readonly options: ResolvedOptions,
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(AccessRulesReader) private readonly reader: AccessRulesReader,
    @Inject(ComponentFilter) private readonly belongsHere: ComponentFilter,
    @Optional() @Inject(ComponentRules) private readonly components: ComponentRules | undefined,
  ) {
    super();
  }

  list(): readonly string[] {
    const { offered } = this.options.base.scopes;
    this.offered ??= offered.length > 0 ? offered : this.needed();
    return this.offered;
  }

  known(): readonly string[] {
    const { offered, implies } = this.options.base.scopes;
    const standing = Object.keys(implies).filter((scope) => !scope.endsWith('*'));
    this.declared ??= unionOfScopes(this.needed(), offered, standing);
    return this.declared;
  }

  private needed(): readonly string[] {
    const ofComponents = (this.components?.all() ?? []).flatMap(scopesNamedIn);
    return unionOfScopes(this.options.base.scopes.required, ofComponents, this.scopesOfControllers());
  }

  private scopesOfControllers(): readonly string[] {
    return this.discovery
      .getControllers()
      .filter(this.belongsHere)
      .flatMap(({ metatype }) => {
        const prototype: unknown = metatype?.prototype;
        if (typeof metatype !== 'function' || typeof prototype !== 'object' || prototype === null) return [];
        return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
          const method: unknown = Reflect.get(prototype, name);
          return isHandler(method) ? scopesNamedIn(this.reader.rulesOf(method, metatype).rule) : [];
        });
      });
  }
}

function isHandler(value: unknown): value is () => unknown {
  return typeof value === 'function';
}
