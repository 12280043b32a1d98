import { describe, expect, it } from 'vitest';
import { reasons, refusalOf, type ResourceReason } from '../../../../libs/mcp-auth/src/core/errors/reasons.js';

const all = Object.keys(reasons) as ResourceReason[];
/** Of the request as such, not of its credential; HTTP has a status of its own for each. */
const ofTheRequest: readonly ResourceReason[] = [
  'host_not_ours',
  'origin_not_allowed',
  'body_too_large',
  'method_not_allowed',
  'media_type_not_supported',
];

describe('the closed list of reasons', () => {
  it.each(all.filter((reason) => !ofTheRequest.includes(reason)))('gives %s a status of its own kind', (reason) => {
    const { code, status } = refusalOf(reason);
    const expected = {
      invalid_token: 401,
      invalid_request: 400,
      insufficient_scope: 403,
      access_denied: 403,
      temporarily_unavailable: 503,
      too_many_requests: 429,
    };
    expect(status).toBe(code === '' ? 401 : expected[code as keyof typeof expected]);
  });

  it.each(all)('says %s in a text that a header may carry (RS-32)', (reason) => {
    expect(refusalOf(reason).text).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  });

  it('tells a prober the same about every forged token', () => {
    const forged: ResourceReason[] = [
      'signature_invalid',
      'issuer_not_accepted',
      'audience_not_accepted',
      'key_not_found',
    ];
    expect(new Set(forged.map((reason) => refusalOf(reason).text)).size).toBe(1);
  });
});
