import { describe, expect, it } from 'vitest';
import { checkPkce } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/pkce.check.js';
import { checkedRequest, refusalIn } from '../../../../support/authorization.js';

const long = (length: number) => 'a'.repeat(length);

describe('the PKCE challenge', () => {
  it.each([undefined, ''])('is needed, whatever the client: %j (PK-01, PK-05)', (challenge) => {
    const confidential = { authenticationMethod: 'client_secret_basic' } as const;
    for (const client of [{}, confidential]) {
      expect(refusalIn(() => checkPkce(checkedRequest({ code_challenge: challenge }, client)))).toBe('pkce_missing');
    }
  });

  it.each([undefined, 'plain', 's256', 'S512', ''])('is not made by the method %j (PK-02)', (method) => {
    expect(refusalIn(() => checkPkce(checkedRequest({ code_challenge_method: method })))).toBe('pkce_not_s256');
  });

  it.each([
    long(42),
    long(44),
    long(129),
    `${long(42)}=`,
    `${long(42)}+`,
    `${long(42)}/`,
    `${long(42)} `,
    `${long(42)}é`,
  ])('is not %j (PK-03)', (challenge) => {
    expect(refusalIn(() => checkPkce(checkedRequest({ code_challenge: challenge })))).toBe('pkce_challenge_malformed');
  });

  it('may be that of RFC 7636, appendix B', () => {
    expect(refusalIn(() => checkPkce(checkedRequest()))).toBeUndefined();
  });
});
