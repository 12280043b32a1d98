import { Injectable, type ExecutionContext } from '@nestjs/common';
import { unionOfScopes } from '../core/scopes.js';
import { allRules, needsSomebody, type AccessRule, type AccessRules } from './access-rule.js';
import { OPTIONAL_AUTH } from './optional-auth.decorator.js';
import { PUBLIC_ROUTE } from './public.decorator.js';
import { REQUIRED_ACCESS } from './require-access.decorator.js';
import { REQUIRED_ROLES } from './require-roles.decorator.js';
import { REQUIRED_SCOPES } from './require-scopes.decorator.js';

type Target = ReturnType<ExecutionContext['getHandler'] | ExecutionContext['getClass']>;

/** Reads what decorators say about a handler, once per handler. */
@Injectable()
export class AccessRulesReader {
  private readonly known = new WeakMap<Target, WeakMap<Target, AccessRules>>();

  rulesOf(handler: Target, owner: Target): AccessRules {
    // Handlers that are inherited stand in several classes.
    const ofClass = this.known.get(owner) ?? new WeakMap<Target, AccessRules>();
    const known = ofClass.get(handler);
    if (known !== undefined) return known;
    const rules = this.read(handler, owner);
    this.known.set(owner, ofClass.set(handler, rules));
    return rules;
  }

  /**
   * Whether a marker opens the handler. The nearest word counts: what a handler or a class needs is not undone by what stands farther
   * away, and where one place both opens and needs, it needs.
   */
  isMarked(marker: string, handler: Target, owner: Target): boolean {
    for (const target of [handler, ...classChain(owner)]) {
      if (needsSomebody(ruleAt(target))) return false;
      const mark: unknown = Reflect.getOwnMetadata(marker, target);
      if (mark !== undefined) return mark === true;
    }
    return false;
  }

  private read(handler: Target, owner: Target): AccessRules {
    const rule = ruleAt(...classChain(owner).toReversed(), handler);
    if (this.isMarked(PUBLIC_ROUTE, handler, owner)) return { openTo: 'everyone', rule };
    const isOptional = !needsSomebody(rule) && this.isMarked(OPTIONAL_AUTH, handler, owner);
    return { openTo: isOptional ? 'anonymous and authenticated' : 'authenticated', rule };
  }
}

/** A class and what it inherits from, nearest first: a heir may not lose what its base demands. */
function classChain(owner: Target): readonly Target[] {
  const chain: Target[] = [];
  for (
    let one: unknown = owner;
    typeof one === 'function' && one !== Function.prototype;
    one = Object.getPrototypeOf(one)
  ) {
    chain.push(one);
  }
  return chain;
}

function ruleAt(...targets: readonly Target[]): AccessRule {
  const wordsAt = <Word>(key: string) =>
    targets
      .map((target) => Reflect.getOwnMetadata(key, target) as Word | undefined)
      .filter((word) => word !== undefined);
  const plain = {
    scopes: unionOfScopes(...wordsAt<readonly string[]>(REQUIRED_SCOPES)),
    roles: unionOfScopes(...wordsAt<readonly string[]>(REQUIRED_ROLES)),
  };
  return allRules([plain, ...wordsAt<AccessRule>(REQUIRED_ACCESS)]);
}
