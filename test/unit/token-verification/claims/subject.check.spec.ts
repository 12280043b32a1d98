import { describe, expect, it } from 'vitest';
import { checkSubject } from '../../../../libs/mcp-auth/src/token-verification/claims/subject.check.js';
import { jwt } from '../../../support/jwt-under-check.js';

describe('the subject of a token (RFC 9068 §2.2)', () => {
  it('is a name', () => {
    expect(checkSubject(jwt({ claims: { sub: 'alice' } }))).toBeUndefined();
  });

  it.each([undefined, '', null, 7, ['alice'], {}])('is not %j', (sub) => {
    expect(checkSubject(jwt({ claims: { sub } }))?.reason).toBe('subject_missing');
  });
});
