import { describe, expect, it } from 'vitest';
import { maxTokenLength, readBearerCredential } from '../../../libs/mcp-auth/src/core/bearer-token.js';

describe('the bearer credential of a request (RFC 6750 §2.1)', () => {
  it.each(['Bearer abc', 'bearer abc', 'BEARER abc', 'bEaReR abc'])(
    'is read whatever the case of the scheme: %s (RS-17, BC-02)',
    (field) => {
      expect(readBearerCredential([field])).toEqual({ found: 'token', token: 'abc' });
    },
  );

  it.each([[[]], [['Basic YTpi']], [['Token abc']], [['Bearers abc']], [['']]])(
    'is absent without a field of this scheme: %j (BC-01)',
    (fields) => {
      expect(readBearerCredential(fields)).toEqual({ found: 'nothing' });
    },
  );

  it.each(['Bearer', 'Bearer ', 'Bearer  x', 'Bearer a b', 'Bearer ,', 'Bearer a,b', 'Bearer ä', 'Bearer a\tb'])(
    'is malformed when it is no single token: "%s" (BC-02)',
    (field) => {
      expect(readBearerCredential([field])).toEqual({ found: 'malformed', reason: 'credential_malformed' });
    },
  );

  it('is refused when the header comes twice, even with the same value (RS-18)', () => {
    expect(readBearerCredential(['Bearer a', 'Bearer a'])).toEqual({
      found: 'malformed',
      reason: 'credential_repeated',
    });
  });

  it('is taken up to the longest length and refused one character above (JV-09)', () => {
    expect(readBearerCredential([`Bearer ${'a'.repeat(maxTokenLength)}`]).found).toBe('token');
    expect(readBearerCredential([`Bearer ${'a'.repeat(maxTokenLength + 1)}`])).toEqual({
      found: 'malformed',
      reason: 'token_too_long',
    });
  });
});
