import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { UriTemplate } from '@modelcontextprotocol/server';
import { policiesNamedIn } from '../access-control/access-rule.js';
import { AccessSettings } from '../access-control/access.settings.js';
import { ConfigurationError, type ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { ComponentKindName } from './called-components.js';
import { ComponentRegistry } from './component-registry.js';
import { ComponentRules } from './component-rules.js';
import { TransportSettings } from './transport.settings.js';

/** A rule for a name that nobody has guards nothing, and a policy that nobody provides lets nobody in: both are told at the start. */
@Injectable()
export class AccessOptionsCheck implements OnApplicationBootstrap {
  constructor(
    @Inject(AccessSettings) private readonly access: AccessSettings,
    @Inject(TransportSettings) private readonly transport: TransportSettings,
    @Inject(ComponentRegistry) private readonly registry: ComponentRegistry,
    @Inject(ComponentRules) private readonly rules: ComponentRules,
    @Inject(ModuleRef) private readonly moduleRef: ModuleRef,
  ) {}

  /** @throws ConfigurationError with every such name and policy */
  onApplicationBootstrap(): void {
    const problems = [...this.malformedTemplates(), ...this.unknownNames(), ...this.missingPolicies()];
    if (problems.length > 0) throw new ConfigurationError(problems);
  }

  private malformedTemplates(): readonly ConfigurationProblem[] {
    return Object.keys(this.access.resources)
      .filter((key) => /[{}]/.test(key) && !isTemplate(key))
      .map((key) => ({ path: `access.resources.${key}`, message: 'is no URI template (RFC 6570)' }));
  }

  /** What a factory puts on its servers is known only when it has made one. */
  private unknownNames(): readonly ConfigurationProblem[] {
    if (typeof this.transport.server === 'function') return [];
    const { tools, resources, prompts } = this.access;
    const kinds: readonly [ComponentKindName, string, object][] = [
      ['tool', 'tools', tools],
      ['resource', 'resources', resources],
      ['prompt', 'prompts', prompts],
    ];
    return kinds.flatMap(([kind, option, rules]) =>
      Object.keys(rules)
        .filter((name) => this.registry.find(kind, name) === undefined)
        .map((name) => ({ path: `access.${option}.${name}`, message: `there is no ${kind} of this name` })),
    );
  }

  private missingPolicies(): readonly ConfigurationProblem[] {
    const named = new Set(this.rules.all().flatMap(policiesNamedIn));
    return [...named]
      .filter((policy) => !this.isProvided(policy))
      .map(({ name }) => ({
        path: name,
        message: 'is a policy, so it must be a provider of the application, and not one per request',
      }));
  }

  private isProvided(policy: ReturnType<typeof policiesNamedIn>[number]): boolean {
    try {
      this.moduleRef.get(policy, { strict: false });
      return true;
    } catch {
      return false;
    }
  }
}

function isTemplate(key: string): boolean {
  try {
    return UriTemplate.isTemplate(new UriTemplate(key).toString());
  } catch {
    return false;
  }
}
