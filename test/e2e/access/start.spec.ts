import { Injectable } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { AccessPolicy, RequireAccess, Tool, type AccessOptions, type AccessRule } from 'nestjs-mcp-auth';
import { startProtectedService } from '../../support/protected-service.js';

@Injectable()
class Forgotten extends AccessPolicy {
  decide = () => true;
}

@Injectable()
class Tools {
  @Tool()
  plain() {
    return 'plain';
  }

  @Tool()
  @RequireAccess({ anyOf: [{ policy: Forgotten }, { scopes: ['a'] }] })
  guarded() {
    return 'guarded';
  }
}

const start = (access: AccessOptions, providers: readonly (typeof Tools | typeof Forgotten)[] = [Tools, Forgotten]) =>
  startProtectedService({ adapter: 'express', options: { access }, parts: { providers: [...providers] } });

describe('the start', () => {
  it.each<[AccessOptions, string]>([
    [{ tools: { plaim: { scopes: ['a'] } } }, 'access.tools.plaim: there is no tool of this name'],
    [{ prompts: { plain: { scopes: ['a'] } } }, 'access.prompts.plain: there is no prompt of this name'],
    [{ resources: { 'n://1': { roles: ['a'] } } }, 'access.resources.n://1: there is no resource of this name'],
    [{ resources: { 'n://{id}{': { roles: ['a'] } } }, 'access.resources.n://{id}{: is no URI template'],
    [{ resources: { 'n://{id': { roles: ['a'] } } }, 'access.resources.n://{id: is no URI template'],
    [
      { tools: { plain: { scopes: ['two words'] } } },
      'access.tools.plain.scopes.0: "two words" is no well-formed scope',
    ],
    [{ tools: { plain: { scope: ['a'] } as AccessRule } }, 'access.tools.plain: Unrecognized key: "scope"'],
    [{ tools: { plain: { anyOf: [] } } }, 'access.tools.plain.anyOf: Too small'],
    [{ policyTimeoutMs: 0 }, 'access.policyTimeoutMs: Too small'],
  ])('stops with %j', async (access, message) => {
    await expect(start(access)).rejects.toThrow(message);
  });

  it('stops where a policy is no provider', async () => {
    await expect(start({}, [Tools])).rejects.toThrow(
      'Forgotten: is a policy, so it must be a provider of the application',
    );
  });

  it('stops at a decorator whose rule is none', () => {
    expect(() => RequireAccess({ scope: ['a'] } as AccessRule)).toThrow('@RequireAccess: Unrecognized key: "scope"');
    expect(() => RequireAccess({ roles: [] })).toThrow('@RequireAccess.roles: Too small');
  });
});
