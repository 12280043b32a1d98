import { describe, expect, it } from 'vitest';
import { OptionalAuth, Public, RequireRoles, RequireScopes } from 'nestjs-mcp-auth';
import { AccessRulesReader } from '../../../libs/mcp-auth/src/access-control/access-rules.reader.js';

@RequireScopes('a')
@RequireRoles('editor')
class Guarded {
  plain() {}

  @RequireScopes('a', 'b')
  @RequireRoles('admin')
  strict() {}

  @Public()
  open() {}

  @OptionalAuth()
  optional() {}
}

@Public()
class Open {
  plain() {}

  @RequireScopes('a')
  strict() {}
}

@OptionalAuth()
class Optional {
  plain() {}

  @RequireRoles('admin')
  strict() {}
}

class Heir extends Optional {}

@RequireScopes('child')
class StrictHeir extends Guarded {}

@RequireScopes('admin')
class ClosedHeir extends Open {}

@Public()
@RequireScopes('admin')
class Contradiction {
  plain() {}

  @Public()
  @RequireRoles('admin')
  confused() {}
}

const reader = new AccessRulesReader();
const rulesOf = (owner: { readonly prototype: object; new (): object }, method: string) =>
  reader.rulesOf(Reflect.get(owner.prototype, method) as () => void, owner);

describe('the rules of a handler', () => {
  it('add up those of its class and its own', () => {
    expect(rulesOf(Guarded, 'plain').rule).toEqual({ scopes: ['a'], roles: ['editor'] });
    expect(rulesOf(Guarded, 'strict').rule).toEqual({ scopes: ['a', 'b'], roles: ['editor', 'admin'] });
  });

  it.each([
    [Guarded, 'plain', 'authenticated'],
    [Guarded, 'open', 'everyone'],
    [Open, 'plain', 'everyone'],
    [Optional, 'plain', 'anonymous and authenticated'],
  ] as const)('%o %s is open to: %s', (owner, method, openTo) => {
    expect(rulesOf(owner, method).openTo).toBe(openTo);
  });

  it.each([
    [Open, 'strict'],
    [Optional, 'strict'],
    [Guarded, 'optional'],
  ] as const)('are not undone by a class that is more open: %o %s', (owner, method) => {
    expect(rulesOf(owner, method).openTo).toBe('authenticated');
  });

  it.each([
    [ClosedHeir, 'plain'],
    [Contradiction, 'plain'],
    [Contradiction, 'confused'],
  ] as const)('are not undone by a base class or by a contradiction: %o %s', (owner, method) => {
    expect(rulesOf(owner, method).openTo).toBe('authenticated');
  });

  it('keep what a base class needs', () => {
    expect(rulesOf(StrictHeir, 'plain').rule).toEqual({ scopes: ['a', 'child'], roles: ['editor'] });
    expect(rulesOf(Heir, 'plain').openTo).toBe('anonymous and authenticated');
  });
});
