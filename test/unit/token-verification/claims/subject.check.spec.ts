import { describe, expect, it } from 'vitest';
import { everyCaller } from '../../../../libs/mcp-auth/src/token-verification/claims/accepted-callers.js';
import { checkSubject } from '../../../../libs/mcp-auth/src/token-verification/claims/subject.check.js';
import { principalOf } from '../../../support/calling-principal.js';

describe('the subject of a token (RFC 9068 §2.2)', () => {
  it('is a name', () => {
    expect(checkSubject(principalOf({ sub: 'alice' }), everyCaller)).toBeUndefined();
  });

  it.each([undefined, '', null, 7, ['alice'], {}])('is not %j', (sub) => {
    expect(checkSubject(principalOf({ sub }), everyCaller)?.reason).toBe('subject_missing');
  });
});
