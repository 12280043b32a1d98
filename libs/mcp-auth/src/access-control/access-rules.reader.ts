import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { unionOfScopes } from '../core/scopes.js';
import type { AccessRequirement, AccessRules } from './access.policy.js';
import { OPTIONAL_AUTH } from './optional-auth.decorator.js';
import { PUBLIC_ROUTE } from './public.decorator.js';
import { REQUIRED_ROLES } from './require-roles.decorator.js';
import { REQUIRED_SCOPES } from './require-scopes.decorator.js';

type Target = ReturnType<ExecutionContext['getHandler'] | ExecutionContext['getClass']>;

/** Reads what decorators say about a handler, once per handler. */
@Injectable()
export class AccessRulesReader {
  private readonly known = new WeakMap<Target, WeakMap<Target, AccessRules>>();

  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  rulesOf(handler: Target, owner: Target): AccessRules {
    // Handlers that are inherited stand in several classes.
    const ofClass = this.known.get(owner) ?? new WeakMap<Target, AccessRules>();
    const known = ofClass.get(handler);
    if (known !== undefined) return known;
    const rules = this.read(handler, owner);
    this.known.set(owner, ofClass.set(handler, rules));
    return rules;
  }

  /** Whether a marker opens the handler. What the handler itself needs is not undone by its class. */
  isMarked(marker: string, handler: Target, owner: Target): boolean {
    const ofHandler = this.reflector.get<unknown, string>(marker, handler);
    if (ofHandler !== undefined) return ofHandler === true;
    const needs = this.requirementOf([handler]);
    const needsSomething = needs.scopes.length > 0 || needs.roles.length > 0;
    return !needsSomething && this.reflector.get<unknown, string>(marker, owner) === true;
  }

  private read(handler: Target, owner: Target): AccessRules {
    const requirement = this.requirementOf([owner, handler]);
    if (this.isMarked(PUBLIC_ROUTE, handler, owner)) return { openTo: 'everyone', requirement };
    const needsSomebody = requirement.scopes.length > 0 || requirement.roles.length > 0;
    const isOptional = !needsSomebody && this.isMarked(OPTIONAL_AUTH, handler, owner);
    return { openTo: isOptional ? 'anonymous and authenticated' : 'authenticated', requirement };
  }

  private requirementOf(targets: readonly Target[]): AccessRequirement {
    const listAt = (key: string) =>
      targets.map((target) => this.reflector.get<readonly string[] | undefined, string>(key, target) ?? []);
    return { scopes: unionOfScopes(...listAt(REQUIRED_SCOPES)), roles: unionOfScopes(...listAt(REQUIRED_ROLES)) };
  }
}
