import { Inject, Injectable } from '@nestjs/common';
import { ScopeHierarchy } from '../core/scope-hierarchy.js';
import type { Denied, Insufficient } from '../core/verification.js';
import type { AccessQuestion } from './access-policy.js';
import type { AccessRule } from './access-rule.js';
import { judgeRule, type Verdict } from './judge-rule.js';
import { Policies } from './policies.js';

/** Why a principal may not call; undefined where it may. */
export type Objection = Insufficient | Denied | undefined;

/** Decides whether a principal may call something. */
@Injectable()
export class AccessDecisions {
  constructor(
    @Inject(ScopeHierarchy) private readonly hierarchy: ScopeHierarchy,
    @Inject(Policies) private readonly policies: Policies,
  ) {}

  /** Answers at once where no policy has to think. */
  objectionTo(question: AccessQuestion, rule: AccessRule): Objection | Promise<Objection> {
    const verdict = judgeRule(rule, {
      principal: question.principal,
      hierarchy: this.hierarchy,
      ask: (policy) => this.policies.ask(policy, question),
    });
    return verdict instanceof Promise ? verdict.then((one) => objection(one, question)) : objection(verdict, question);
  }
}

function objection(verdict: Verdict, { principal }: AccessQuestion): Objection {
  switch (verdict.verdict) {
    case 'allowed':
      return undefined;
    case 'insufficient':
      return { ending: 'insufficient', principal, requiredScopes: verdict.scopes };
    case 'denied': {
      const { reason, details } = verdict;
      return { ending: 'denied', reason, principal, ...(details && { details }) };
    }
  }
}
