import { describe, expect, it } from 'vitest';
import { SignedAssertionVerifier } from '../../../libs/mcp-auth/src/gateway-identity/signed-assertion.verifier.js';
import { TokenVerifier } from '../../../libs/mcp-auth/src/core/token-verifier.js';
import { invalid, type Verification } from '../../../libs/mcp-auth/src/core/verification.js';
import { principalFromClaims } from '../../../libs/mcp-auth/src/token-verification/claims/principal-from-claims.js';
import { requestFields } from '../../support/request-fields.js';

/** Takes `good`, and remembers what it was asked. */
class Assertions extends TokenVerifier {
  readonly asked: string[] = [];

  verify(token: string): Promise<Verification> {
    this.asked.push(token);
    const principal = principalFromClaims({ sub: 'alice', iss: 'i', client_id: 'orders', exp: 1 });
    return Promise.resolve(token === 'good' ? { ending: 'principal', principal } : invalid('signature_invalid'));
  }
}

async function ask(
  sent: Readonly<Record<string, string | readonly string[]>>,
  header = 'x-assertion',
  clientIds?: readonly string[],
) {
  const assertions = new Assertions();
  const verifier = new SignedAssertionVerifier({ header, clientIds }, assertions);
  const found = await verifier.verifyRequest(requestFields(sent));
  return { answer: found.ending === 'invalid' ? found.reason : found.ending, asked: assertions.asked };
}

describe('an assertion in a header', () => {
  it('is verified', async () => {
    expect(await ask({ 'x-assertion': 'good' })).toEqual({ answer: 'principal', asked: ['good'] });
    expect(await ask({ 'x-assertion': 'bad' })).toEqual({ answer: 'signature_invalid', asked: ['bad'] });
  });

  it('is missing where the header is, whatever stands in Authorization', async () => {
    expect(await ask({ authorization: 'Bearer good' })).toEqual({ answer: 'credential_missing', asked: [] });
  });

  it.each([
    ['two fields', ['good', 'good'], 'credential_repeated'],
    ['two fields that became one', 'good, good', 'credential_repeated'],
    ['two fields that became one without a blank', 'bad,good', 'credential_repeated'],
    ['an end of a list', 'good,', 'credential_repeated'],
    ['nothing in it', '', 'credential_malformed'],
    ['a scheme in front', 'Bearer good', 'credential_malformed'],
    ['the standard alphabet', 'go+d', 'credential_malformed'],
    ['what is no ASCII', 'g\u00f6\u00f6d', 'credential_malformed'],
    ['too much in it', 'a'.repeat(12_289), 'token_too_long'],
  ])('is refused unseen with %s', async (_, value, answer) => {
    expect(await ask({ 'x-assertion': value })).toEqual({ answer, asked: [] });
  });

  it('may stand behind Bearer, where the gateway forwards it so', async () => {
    expect(await ask({ authorization: 'Bearer good' }, 'authorization')).toEqual({
      answer: 'principal',
      asked: ['good'],
    });
    expect((await ask({ authorization: ['Bearer good', 'Bearer good'] }, 'authorization')).answer).toBe(
      'credential_repeated',
    );
    expect((await ask({ authorization: 'Basic good' }, 'authorization')).answer).toBe('credential_missing');
  });

  it('counts for the listed clients alone', async () => {
    expect((await ask({ 'x-assertion': 'good' }, 'x-assertion', ['orders'])).answer).toBe('principal');
    expect((await ask({ 'x-assertion': 'good' }, 'x-assertion', ['hr'])).answer).toBe('audience_not_accepted');
  });
});

describe('a message', () => {
  it('has no such header, so that whatever it brings is no credential', async () => {
    const verifier = new SignedAssertionVerifier({ header: 'x-assertion', clientIds: undefined }, new Assertions());
    expect(await verifier.verify('good')).toEqual({ ending: 'invalid', reason: 'credential_missing' });
  });
});
