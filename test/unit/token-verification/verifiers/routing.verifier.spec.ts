import { describe, expect, it } from 'vitest';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { TokenVerifier } from '../../../../libs/mcp-auth/src/core/token-verifier.js';
import { invalid, type Verification } from '../../../../libs/mcp-auth/src/core/verification.js';
import { RoutingVerifier } from '../../../../libs/mcp-auth/src/token-verification/verifiers/routing.verifier.js';

class Spy extends TokenVerifier {
  readonly seen: string[] = [];

  verify(token: string): Promise<Verification> {
    this.seen.push(token);
    return Promise.resolve(invalid('token_expired'));
  }
}

function routes() {
  const [a, b, keys, others] = [new Spy(), new Spy(), new Spy(), new Spy()];
  const verifier = new RoutingVerifier([
    { marks: { issuers: ['https://a.example', 'urn:a'], prefixes: [] }, verifier: a },
    { marks: { issuers: ['https://b.example'], prefixes: [] }, verifier: b },
    { marks: { issuers: [], prefixes: [''] }, verifier: others },
    { marks: { issuers: [], prefixes: ['key_'] }, verifier: keys },
  ]);
  return { verifier, seen: () => [a, b, keys, others].map((spy) => spy.seen.length) };
}

async function shownTo(token: string): Promise<readonly number[]> {
  const { verifier, seen } = routes();
  await verifier.verify(token);
  return seen();
}

const tokenOf = async (iss: unknown) => (await FakeIssuer.create('https://a.example')).token({ iss });

describe('several verifiers', () => {
  it.each([
    ['https://a.example', [1, 0, 0, 0]],
    ['urn:a', [1, 0, 0, 0]],
    ['https://b.example', [0, 1, 0, 0]],
  ])('show a JWT to the one of its issuer %s, and to no other (MX-01)', async (iss, shown) => {
    expect(await shownTo(await tokenOf(iss))).toEqual(shown);
  });

  it.each(['https://c.example', 'https://a.example/', 'HTTPS://A.EXAMPLE', ['https://a.example'], undefined, 7])(
    'show a JWT of %j to nobody (JV-07)',
    async (iss) => {
      expect(await shownTo(await tokenOf(iss))).toEqual([0, 0, 0, 0]);
    },
  );

  it('show an opaque token to the one of its prefix', async () => {
    expect(await shownTo('key_abc')).toEqual([0, 0, 1, 0]);
  });

  it.each(['abc', 'a.b.c', 'key', 'e30.e30.x', '..'])(
    'show any other opaque token to the one for those: %s',
    async (token) => {
      expect(await shownTo(token)).toEqual([0, 0, 0, 1]);
    },
  );

  it('refuse an opaque token that is for nobody', async () => {
    const verifier = new RoutingVerifier([{ marks: { issuers: ['x'], prefixes: ['key_'] }, verifier: new Spy() }]);
    expect(await verifier.verify('abc')).toMatchObject({ ending: 'invalid', reason: 'token_unknown' });
  });

  it('end as the one that was shown the token', async () => {
    const { verifier } = routes();
    expect(await verifier.verify('key_abc')).toEqual(invalid('token_expired'));
  });
});
