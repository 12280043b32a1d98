import { Inject, Injectable } from '@nestjs/common';
import { AccessDecisions, type Objection } from '../access-control/access-decisions.js';
import type { AccessQuestion } from '../access-control/access-policy.js';
import { needsSomebody, type AccessRule } from '../access-control/access-rule.js';
import type { Principal } from '../core/principal.js';
import { invalid, type Invalid } from '../core/verification.js';
import type { CalledComponent } from './called-components.js';
import { ComponentRules } from './component-rules.js';

/** Why a caller may not; `undefined` where it may. Who is nobody is sent to log in. */
export type CallObjection = Objection | Invalid;

const loginNeeded = invalid('credential_missing');

/** Decides whether a caller, who may be nobody, may call or see a component. */
@Injectable()
export class CallAccess {
  constructor(
    @Inject(ComponentRules) private readonly rules: ComponentRules,
    @Inject(AccessDecisions) private readonly decisions: AccessDecisions,
  ) {}

  objectionTo(
    call: CalledComponent,
    principal: Principal | undefined,
    operation: AccessQuestion['operation'],
  ): CallObjection | Promise<CallObjection> {
    const access = this.rules.accessTo(call.kind, call.name);
    if (access !== 'undeclared' && (access.openTo === 'everyone' || principal === undefined)) {
      return access.openTo === 'authenticated' ? loginNeeded : undefined;
    }
    if (principal === undefined) return loginNeeded;
    if (access === 'undeclared') return { ending: 'denied', reason: 'access_undeclared', principal };
    const { kind, name, input } = call;
    return this.decide(access.rule, { principal, target: { kind, name }, operation, input });
  }

  /** What speaks against calling anything at all. */
  objectionToEndpoint(method: string, principal: Principal | undefined): CallObjection | Promise<CallObjection> {
    const { endpoint } = this.rules;
    // A subscription is a stream without an end; those end with the token that opened them.
    if (principal === undefined) return endpoint || method === 'subscriptions/listen' ? loginNeeded : undefined;
    if (endpoint === undefined) return undefined;
    const target = { kind: 'endpoint', name: method } as const;
    return this.decide(endpoint, { principal, target, operation: 'call', input: undefined });
  }

  /** Whether the answer to "who may see it" differs between callers. */
  dependsOnCaller({ kind, name }: Pick<CalledComponent, 'kind' | 'name'>): boolean {
    const access = this.rules.accessTo(kind, name);
    return access === 'undeclared' || access.openTo !== 'authenticated' || needsSomebody(access.rule);
  }

  private decide(rule: AccessRule, question: AccessQuestion): Objection | Promise<Objection> {
    return needsSomebody(rule) ? this.decisions.objectionTo(question, rule) : undefined;
  }
}
