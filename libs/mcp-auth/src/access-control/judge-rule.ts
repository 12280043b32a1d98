import type { DeniedReason } from '../core/errors/reasons.js';
import type { Principal } from '../core/principal.js';
import type { ScopeHierarchy } from '../core/scope-hierarchy.js';
import { settled } from '../core/settled.js';
import { unionOfScopes } from '../core/scopes.js';
import type { ReasonDetails } from '../core/verification.js';
import type { AccessRule } from './access-rule.js';

/** What a rule says of a caller. The scopes are all that the call needs, held ones included. */
export type Verdict =
  | { readonly verdict: 'allowed' | 'insufficient'; readonly scopes: readonly string[] }
  | { readonly verdict: 'denied'; readonly reason: DeniedReason; readonly details?: ReasonDetails };

/** Who is judged, and how policies are asked. */
export interface Judged {
  readonly principal: Principal;
  readonly hierarchy: ScopeHierarchy;
  readonly ask: (policy: NonNullable<AccessRule['policy']>) => Verdict | Promise<Verdict>;
}

/**
 * Judges a caller by a rule. A denial comes before a missing scope: nobody is sent for scopes that would not help. Nothing is awaited
 * where no policy has to be.
 */
export function judgeRule(rule: AccessRule, judged: Judged): Verdict | Promise<Verdict> {
  const own = judgeOwn(rule, judged);
  if (own.verdict === 'denied' || isPlain(rule)) return own;
  const { allOf = [], anyOf, policy } = rule;
  const parts = [
    own,
    ...allOf.map((part) => judgeRule(part, judged)),
    ...(anyOf === undefined
      ? []
      : [
          settled(
            anyOf.map((part) => judgeRule(part, judged)),
            anyVerdict,
          ),
        ]),
    ...(policy === undefined ? [] : [judged.ask(policy)]),
  ];
  return settled(parts, everyVerdict);
}

function isPlain({ allOf, anyOf, policy }: AccessRule): boolean {
  return allOf === undefined && anyOf === undefined && policy === undefined;
}

function judgeOwn({ scopes = [], roles = [] }: AccessRule, { principal, hierarchy }: Judged): Verdict {
  const missing = roles.filter((role) => !principal.roles.includes(role));
  if (missing.length > 0) return { verdict: 'denied', reason: 'role_missing', details: { missing } };
  return { verdict: hierarchy.missing(principal.scopes, scopes).length > 0 ? 'insufficient' : 'allowed', scopes };
}

function everyVerdict(verdicts: readonly Verdict[]): Verdict {
  const denied = verdicts.find(({ verdict }) => verdict === 'denied');
  if (denied !== undefined) return denied;
  const scopes = unionOfScopes(...verdicts.map((one) => (one.verdict === 'denied' ? [] : one.scopes)));
  return { verdict: verdicts.some(({ verdict }) => verdict === 'insufficient') ? 'insufficient' : 'allowed', scopes };
}

/** Best for the caller first; an empty list of alternatives opens nothing. */
function anyVerdict(verdicts: readonly Verdict[]): Verdict {
  const best = (['allowed', 'insufficient', 'denied'] as const)
    .map((wanted) => verdicts.find(({ verdict }) => verdict === wanted))
    .find((verdict) => verdict !== undefined);
  return best ?? { verdict: 'denied', reason: 'policy_denied' };
}
