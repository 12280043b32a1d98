import { describe, expect, it } from 'vitest';
import { uninspected } from '../../../libs/mcp-auth/src/identity-provider/token-inspector.js';

describe('a token of which nothing is known', () => {
  it.each([null, '', 'soon', '-1', '1.5', '1e3', 'Wed, 21 Oct 2026 07:28:00 GMT', '12345678'])(
    'may come again in three seconds where the issuer names no number of seconds: %j',
    (header) => {
      expect(uninspected('x', header)).toEqual({ found: 'unavailable', cause: 'x', retryAfterSeconds: 3 });
    },
  );

  it.each([
    ['30', 30],
    ['0', 1],
    ['60', 60],
    ['86400', 60],
  ])('may come again when the issuer says so, within a minute: %s', (header, seconds) => {
    expect(uninspected('x', header)).toMatchObject({ retryAfterSeconds: seconds, askedForSeconds: seconds });
  });
});
