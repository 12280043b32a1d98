import { describe, expect, it } from 'vitest';
import { checkAlgorithm } from '../../../../libs/mcp-auth/src/token-verification/claims/algorithm.check.js';
import { jwt } from '../../../support/jwt-under-check.js';

describe('the algorithm of a token (RFC 8725 §3.1)', () => {
  it('is accepted from the allow-list', () => {
    expect(checkAlgorithm(jwt({ header: { algorithm: 'RS256' } }))).toBeUndefined();
  });

  it.each(['none', 'None', 'NONE', 'nOnE', 'HS256', 'ES384', 'es256', ''])(
    'is refused: "%s" (JV-01, JV-02, JV-10)',
    (algorithm) => {
      expect(checkAlgorithm(jwt({ header: { algorithm } }))?.reason).toBe('algorithm_not_allowed');
    },
  );
});
