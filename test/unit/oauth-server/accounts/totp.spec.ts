import { describe, expect, it } from 'vitest';

import {
  isTotpSecret,
  newTotpSecret,
  totpStep,
  totpUri,
} from '../../../../libs/mcp-auth/src/oauth-server/accounts/totp.js';
import { totpCode } from '../../../support/authenticator-app.js';
import { RealRandomness } from '../../../support/token-engine.js';

/** `12345678901234567890`, the secret of the examples in RFC 6238, Appendix B. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238 at second %i', (seconds, code) => {
    expect(totpStep(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  it('are taken a step early and a step late, and tell which step it was', () => {
    const nowMs = 1_700_000_000_000;
    const now = Math.floor(nowMs / 30_000);
    const steps = [-2, -1, 0, 1, 2].map((offset) => totpStep(secret, totpCode(secret, nowMs + offset * 30_000), nowMs));
    expect(steps).toEqual([undefined, now - 1, now, now + 1, undefined]);
  });

  it.each(['', '28708', '2870820', 'abcdef', '28 70 82 1', '２８７０８２'])('are six digits: %j', (code) => {
    expect(totpStep(secret, code, 59_000)).toBeUndefined();
  });

  it('may be typed in groups', () => expect(totpStep(secret, ' 287 082 ', 59_000)).toBe(1));

  it('come from a secret of 160 bits, whose address names service and person', () => {
    const fresh = newTotpSecret(new RealRandomness());
    expect([isTotpSecret(fresh), isTotpSecret('short'), isTotpSecret(fresh.toLowerCase())]).toEqual([
      true,
      false,
      false,
    ]);
    const uri = new URL(totpUri(fresh, 'Archive', 'alice'));
    expect([uri.protocol, uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([
      'otpauth:',
      fresh,
      'Archive',
    ]);
    expect(decodeURIComponent(uri.pathname)).toContain('Archive:alice');
  });
});
