import { describe, expect, it } from 'vitest';
import { checkCriticalHeader } from '../../../../libs/mcp-auth/src/token-verification/claims/critical-header.check.js';
import { jwt } from '../../../support/jwt-under-check.js';

describe('critical header extensions (RFC 7515 §4.1.11)', () => {
  it('are refused, since none is understood (JV-04)', () => {
    expect(checkCriticalHeader(jwt({ header: { hasCritical: true } }))?.reason).toBe('critical_header_not_understood');
  });

  it('may be absent', () => {
    expect(checkCriticalHeader(jwt())).toBeUndefined();
  });
});
