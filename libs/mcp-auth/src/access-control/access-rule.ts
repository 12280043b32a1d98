import type { Type } from '@nestjs/common';
import type { AccessPolicy } from './access-policy.js';

/**
 * What a caller must have: everything that stands in the rule. Plain data, so that decorators and options say the same.
 *
 * @example { scopes: ['notes:write'], anyOf: [{ roles: ['editor'] }, { policy: OwnNotesPolicy }] }
 */
export interface AccessRule {
  /** All of these; what is missing is named in a challenge, because another token could have it. */
  readonly scopes?: readonly string[];
  /** All of these; without them the caller is denied, because no other token of the same person has them. */
  readonly roles?: readonly string[];
  /** Every one of these rules. */
  readonly allOf?: readonly AccessRule[];
  /** At least one of these rules; a challenge asks for the first that scopes alone would fulfil. */
  readonly anyOf?: readonly AccessRule[];
  /** A provider of the application that decides, which may look at what the call asks for. */
  readonly policy?: Type<AccessPolicy>;
}

/** Who may call a handler or a component. */
export interface AccessRules {
  readonly openTo: 'everyone' | 'anonymous and authenticated' | 'authenticated';
  readonly rule: AccessRule;
}

/** Whether somebody has to be there to fulfil the rule. */
export function needsSomebody({ scopes = [], roles = [], allOf = [], anyOf, policy }: AccessRule): boolean {
  // Alternatives that are none are demanding too: nothing fulfils them.
  return policy !== undefined || anyOf !== undefined || [scopes, roles, allOf].some((list) => list.length > 0);
}

/** One rule that demands what all of them do. */
export function allRules(rules: readonly AccessRule[]): AccessRule {
  const demanding = rules.filter(needsSomebody);
  const [only] = demanding;
  return demanding.length === 1 && only !== undefined ? only : demanding.length === 0 ? {} : { allOf: demanding };
}

/** Every scope that a rule names, wherever in it. */
export function scopesNamedIn({ scopes = [], allOf = [], anyOf = [] }: AccessRule): readonly string[] {
  return [...scopes, ...[...allOf, ...anyOf].flatMap(scopesNamedIn)];
}

/** Every policy that a rule names, wherever in it. */
export function policiesNamedIn({ policy, allOf = [], anyOf = [] }: AccessRule): readonly Type<AccessPolicy>[] {
  return [...(policy === undefined ? [] : [policy]), ...[...allOf, ...anyOf].flatMap(policiesNamedIn)];
}
