import { describe, expect, it } from 'vitest';
import { AccessPolicy, type Principal } from 'nestjs-mcp-auth';
import type { AccessRule } from '../../../libs/mcp-auth/src/access-control/access-rule.js';
import { judgeRule, type Verdict } from '../../../libs/mcp-auth/src/access-control/judge-rule.js';
import { ScopeHierarchy } from '../../../libs/mcp-auth/src/core/scope-hierarchy.js';

class Yes extends AccessPolicy {
  decide = () => true;
}
class No extends AccessPolicy {
  decide = () => false;
}
class Later extends AccessPolicy {
  decide = () => Promise.resolve(true);
}

const principal = { scopes: ['a', 'b'], roles: ['editor'] } as unknown as Principal;
const denial: Verdict = { verdict: 'denied', reason: 'policy_denied' };
const allowed: Verdict = { verdict: 'allowed', scopes: [] };
const answers = new Map<unknown, Verdict | Promise<Verdict>>([
  [Yes, allowed],
  [No, denial],
  [Later, Promise.resolve(allowed)],
]);
const judge = (rule: AccessRule) =>
  judgeRule(rule, { principal, hierarchy: new ScopeHierarchy(), ask: (policy) => answers.get(policy) ?? denial });

describe('a caller', () => {
  it.each<AccessRule>([
    {},
    { scopes: ['a'], roles: ['editor'] },
    { scopes: ['b', 'a'] },
    { allOf: [{ scopes: ['a'] }, { roles: ['editor'] }, { policy: Yes }] },
    { anyOf: [{ scopes: ['c'] }, { roles: ['editor'] }] },
    { scopes: ['a'], anyOf: [{ policy: No }, { policy: Yes }] },
  ])('who fulfils %j is allowed', (rule) => {
    expect(judge(rule)).toMatchObject({ verdict: 'allowed' });
  });

  it('lacks a scope, and is told of all that the call needs at once (RS-12)', () => {
    expect(judge({ scopes: ['a', 'c'], allOf: [{ scopes: ['d'] }, { scopes: ['b'] }] })).toEqual({
      verdict: 'insufficient',
      scopes: ['a', 'c', 'd', 'b'],
    });
  });

  it('is sent for the first alternative that scopes would fulfil', () => {
    expect(judge({ anyOf: [{ roles: ['admin'] }, { scopes: ['c'] }, { scopes: ['d'] }] })).toEqual({
      verdict: 'insufficient',
      scopes: ['c'],
    });
  });

  it.each<AccessRule>([
    { scopes: ['c'], roles: ['editor', 'admin'] },
    { scopes: ['c'], allOf: [{ roles: ['admin'] }] },
  ])('who lacks a role is denied, and not sent for scopes: %j', (rule) => {
    expect(judge(rule)).toEqual({ verdict: 'denied', reason: 'role_missing', details: { missing: ['admin'] } });
  });

  it.each<AccessRule>([{ scopes: ['c'], policy: No }, { anyOf: [{ policy: No }, { roles: ['admin'] }] }])(
    'whom a policy denies is denied, and not sent for scopes: %j',
    (rule) => {
      expect(judge(rule)).toEqual(denial);
    },
  );

  it('is not let in by alternatives that are none', () => {
    expect(judge({ anyOf: [] })).toMatchObject({ verdict: 'denied' });
  });

  it('waits for a policy that has to think, and only then', async () => {
    expect(judge({ policy: Yes })).not.toBeInstanceOf(Promise);
    const later = judge({ scopes: ['c'], anyOf: [{ policy: Later }] });
    expect(later).toBeInstanceOf(Promise);
    await expect(later).resolves.toEqual({ verdict: 'insufficient', scopes: ['c'] });
  });
});
