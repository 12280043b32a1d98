import { describe, expect, it } from 'vitest';
import { isCovered } from '../../../../libs/mcp-auth/src/oauth-server/consent/consent.policy.js';

const consent = (...scopes: string[]) => ({ subject: 'alice', clientId: 'cli', resource: 'r', scopes, grantedAtMs: 0 });

describe('a consent of before', () => {
  it('covers the same and less', () => {
    expect(isCovered({ scopes: ['a'], prompts: [] }, [consent('a', 'b')])).toBe(true);
  });

  it('does not cover one scope more (CP-07)', () => {
    expect(isCovered({ scopes: ['a', 'c'], prompts: [] }, [consent('a', 'b')])).toBe(false);
  });

  it('does not cover another resource (CP-07)', () => {
    expect(isCovered({ scopes: ['a'], prompts: [] }, [consent('a'), undefined])).toBe(false);
  });

  it('is asked for anew where the client wants that', () => {
    expect(isCovered({ scopes: ['a'], prompts: ['consent'] }, [consent('a')])).toBe(false);
  });
});
