import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { FakeIssuer, FrozenClock } from 'nestjs-mcp-auth/testing';
import { KeySet, type KeyLookup } from '../../../../libs/mcp-auth/src/identity-provider/key-set.js';
import { readPublicKey } from '../../../../libs/mcp-auth/src/identity-provider/public-key.js';
import type { VerificationKey } from '../../../../libs/mcp-auth/src/identity-provider/verification-key.js';
import { usualClaimRules, type JwtRules } from '../../../../libs/mcp-auth/src/token-verification/claims/jwt-rules.js';
import { JwtVerifier, usualReading } from '../../../../libs/mcp-auth/src/token-verification/verifiers/jwt.verifier.js';
import { usualClaims } from '../../../../libs/mcp-auth/src/token-verification/claims/principal-from-claims.js';
import { asymmetricAlgorithms } from '../../../../libs/mcp-auth/src/token-verification/verifiers/signature.js';

const resource = 'https://api.example.com/mcp';
const issuerName = 'https://idp.example.com';
const rules: JwtRules = {
  audiences: [resource],
  algorithms: asymmetricAlgorithms,
  tokenType: 'access-token',
  ...usualClaimRules,
  clockToleranceSeconds: 5,
};

class KeysOf extends KeySet {
  readonly asked: (string | undefined)[] = [];

  constructor(private readonly lookup: KeyLookup) {
    super();
  }

  find(keyId: string | undefined): Promise<KeyLookup> {
    this.asked.push(keyId);
    return Promise.resolve(this.lookup);
  }
}

let issuer: FakeIssuer;
let impostor: FakeIssuer;
let key: VerificationKey;

beforeAll(async () => {
  issuer = await FakeIssuer.create(issuerName);
  impostor = await FakeIssuer.create(issuerName);
  key = keyOf(issuer);
});

function keyOf({ publicJwk }: FakeIssuer): VerificationKey {
  const read = readPublicKey({ ...publicJwk });
  if ('fault' in read) throw new Error(`the key of the test issuer ${read.fault}`);
  return read.key;
}

function verifierWith(lookup: KeyLookup, requiredScopes: readonly string[] = []) {
  const keys = new KeysOf(lookup);
  const clock = new FrozenClock(Date.now());
  const issuers = new Map([[issuerName, { rules, keys }]]);
  return { keys, verifier: new JwtVerifier(issuers, { ...usualReading, requiredScopes }, clock) };
}

const verify = (token: string) => verifierWith({ found: 'keys', keys: [key] }).verifier.verify(token);

describe('a JWT verifier', () => {
  it('lets a good token in', async () => {
    const verification = await verify(await issuer.token({ aud: resource, scope: 'a b' }));
    expect(verification).toMatchObject({ ending: 'principal', principal: { subject: 'alice', scopes: ['a', 'b'] } });
  });

  it('refuses what is no JWT, without asking for a key', async () => {
    const { keys, verifier } = verifierWith({ found: 'unknown' });
    expect(await verifier.verify('opaque')).toEqual({ ending: 'invalid', reason: 'token_malformed' });
    expect(keys.asked).toEqual([]);
  });

  it('asks for no key of a foreign issuer (RS-28)', async () => {
    const { keys, verifier } = verifierWith({ found: 'unknown' });
    const foreign = await issuer.token({ aud: resource, iss: 'https://evil.test' });
    expect(await verifier.verify(foreign)).toMatchObject({ ending: 'invalid', reason: 'issuer_not_accepted' });
    expect(keys.asked).toEqual([]);
  });

  it('refuses the signature of another key with the same name (MX-01)', async () => {
    expect(await verify(await impostor.token({ aud: resource }))).toMatchObject({ reason: 'signature_invalid' });
  });

  it('refuses a changed payload', async () => {
    const [header, , signature] = (await issuer.token({ aud: resource })).split('.');
    const claims = { iss: issuerName, aud: resource, sub: 'admin', exp: 4_000_000_000 };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    expect(await verify(`${header}.${payload}.${signature}`)).toMatchObject({ reason: 'signature_invalid' });
  });

  it('says nothing about the claims of a token that is not signed', async () => {
    const expired = await impostor.token({ aud: 'https://other', exp: 1 });
    expect(await verify(expired)).toMatchObject({ reason: 'signature_invalid' });
  });

  it('never takes a public key for a secret, whatever form of it is the secret (JV-02)', async () => {
    const pem = key.key.export({ format: 'pem', type: 'spki' }).toString();
    const forms = [pem, pem.trim(), ` ${pem}`, JSON.stringify(issuer.publicJwk), String(issuer.publicJwk.x)];
    for (const algorithm of ['HS256', 'HS384', 'HS512']) {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const claims = { iss: issuerName, aud: resource, sub: 'admin', exp: 4_000_000_000 };
      const input = `${part({ alg: algorithm, kid: 'key-1' })}.${part(claims)}`;
      for (const secret of forms) {
        const signature = createHmac(`sha${algorithm.slice(2)}`, secret)
          .update(input)
          .digest('base64url');
        expect(await verify(`${input}.${signature}`)).toMatchObject({ reason: 'algorithm_not_allowed' });
      }
    }
  });

  it('uses a key only with the algorithms that it is bound to (RFC 8725 §3.1)', async () => {
    const { verifier } = verifierWith({ found: 'keys', keys: [{ ...key, algorithms: ['ES384'] }] });
    expect(await verifier.verify(await issuer.token({ aud: resource }))).toMatchObject({ reason: 'key_not_found' });
  });

  it('tries every key of the algorithm when the token names none', async () => {
    const { verifier } = verifierWith({ found: 'keys', keys: [keyOf(impostor), key] });
    expect((await verifier.verify(await issuer.token({ aud: resource }, { kid: undefined }))).ending).toBe('principal');
  });

  it('does not let a token without a key id cost more than a few signature checks', async () => {
    const { verifier } = verifierWith({ found: 'keys', keys: [key, key, key, key, key] });
    expect(await verifier.verify(await issuer.token({ aud: resource }))).toMatchObject({ reason: 'key_not_found' });
  });

  it('refuses an unknown key', async () => {
    const { verifier } = verifierWith({ found: 'unknown' });
    expect(await verifier.verify(await issuer.token({ aud: resource }))).toEqual({
      ending: 'invalid',
      reason: 'key_not_found',
      details: { keyId: 'key-1', algorithm: 'ES256' },
    });
  });

  it('does not call a token bad when the issuer cannot be reached', async () => {
    const { verifier } = verifierWith({ found: 'unavailable', retryAfterSeconds: 3, cause: 'timeout' });
    expect(await verifier.verify(await issuer.token({ aud: resource }))).toEqual({
      ending: 'unavailable',
      reason: 'keys_unreachable',
      retryAfterSeconds: 3,
      details: { cause: 'timeout' },
    });
  });

  it('tells an expired token from a forged one, once its signature is good', async () => {
    expect(await verify(await issuer.token({ aud: resource, exp: 1_000 }))).toMatchObject({ reason: 'token_expired' });
  });

  it('refuses a critical extension that jose would sign without a word (JV-04)', async () => {
    const critical = await issuer.token({ aud: resource }, { crit: ['b64'], b64: true });
    expect(await verify(critical)).toMatchObject({ reason: 'critical_header_not_understood' });
  });

  it('refuses a token without a claim that the operator demands', async () => {
    const keys = new KeysOf({ found: 'keys', keys: [key] });
    const issuers = new Map([[issuerName, { rules: { ...rules, requiredClaims: ['email'] }, keys }]]);
    const demanding = new JwtVerifier(issuers, usualReading, new FrozenClock(Date.now()));
    expect(await demanding.verify(await issuer.token({ aud: resource }))).toMatchObject({
      reason: 'required_claim_missing',
    });
  });

  it('names every required scope when one is missing', async () => {
    const { verifier } = verifierWith({ found: 'keys', keys: [key] }, ['a', 'b']);
    expect(await verifier.verify(await issuer.token({ aud: resource, scope: 'a' }))).toMatchObject({
      ending: 'insufficient',
      requiredScopes: ['a', 'b'],
      principal: { subject: 'alice' },
    });
  });

  it('rejects, and never throws, when a function of the application does', async () => {
    class KeysAtOnce extends KeySet {
      find(): KeyLookup {
        return { found: 'keys', keys: [key] };
      }
    }
    const scopeFromToken = () => {
      throw new Error('no such scope');
    };
    const reading = { ...usualReading, claims: { ...usualClaims, scopeFromToken } };
    const issuers = new Map([[issuerName, { rules, keys: new KeysAtOnce() }]]);
    const verifier = new JwtVerifier(issuers, reading, new FrozenClock(Date.now()));
    const token = await issuer.token({ aud: resource, scope: 'a' });
    await expect(verifier.verify(token)).rejects.toThrow('no such scope');
  });

  it('checks the lifetime before the scopes: an expired token without a scope is expired', async () => {
    const { verifier } = verifierWith({ found: 'keys', keys: [key] }, ['a']);
    expect(await verifier.verify(await issuer.token({ aud: resource, exp: 1 }))).toMatchObject({ ending: 'invalid' });
  });
});

describe('the issuer of a token', () => {
  it.each([
    undefined,
    null,
    7,
    '',
    ['https://idp.example.com'],
    'https://idp.example.com/',
    'https://IDP.example.com',
    'HTTPS://idp.example.com',
    'https://idp.example.com:443',
    'https://idp.example.com.evil.test',
    'https://idp.example.com@evil.test',
    ' https://idp.example.com',
    '__proto__',
  ])('is the configured one in every character, which %j is not (JV-07)', async (iss) => {
    expect(await verify(await issuer.token({ aud: resource, iss }))).toMatchObject({ reason: 'issuer_not_accepted' });
  });

  it('is told to the operator in a bounded length, beside the expected one', async () => {
    const verification = await verify(await issuer.token({ aud: resource, iss: `https://${'x'.repeat(1_000)}` }));
    expect(verification).toMatchObject({ details: { expected: [issuerName] } });
    expect(JSON.stringify(verification).length).toBeLessThan(500);
  });
});

describe('two trusted issuers', () => {
  it('have each their own keys: B cannot sign for A (MX-01)', async () => {
    const other = await FakeIssuer.create('https://other.example.com');
    const keysOf = (one: FakeIssuer) => new KeysOf({ found: 'keys', keys: [keyOf(one)] });
    const issuers = new Map([issuer, other].map((one) => [one.issuer, { rules, keys: keysOf(one) }]));
    const verifier = new JwtVerifier(issuers, usualReading, new FrozenClock(Date.now()));
    expect(await verifier.verify(await issuer.token({ aud: resource }))).toMatchObject({ ending: 'principal' });
    expect(await verifier.verify(await other.token({ aud: resource }))).toMatchObject({ ending: 'principal' });
    const crossed = await other.token({ aud: resource, iss: issuer.issuer });
    expect(await verifier.verify(crossed)).toMatchObject({ reason: 'signature_invalid' });
  });
});

describe('a token that names no key, after a rotation', () => {
  class RotatedKeys extends KeysOf {
    constructor(
      before: KeyLookup,
      private readonly after: KeyLookup | undefined,
    ) {
      super(before);
    }

    override renewed(): Promise<KeyLookup | undefined> {
      return Promise.resolve(this.after);
    }
  }
  const verifierAfter = (renewed: KeyLookup | undefined) => {
    const keys = new RotatedKeys({ found: 'keys', keys: [keyOf(impostor)] }, renewed);
    const issuers = new Map([[issuerName, { rules, keys }]]);
    return new JwtVerifier(issuers, usualReading, new FrozenClock(Date.now()));
  };

  it('is verified with the new keys (JK-02)', async () => {
    const token = await issuer.token({ aud: resource }, { kid: undefined });
    expect(await verifierAfter({ found: 'keys', keys: [key] }).verify(token)).toMatchObject({ ending: 'principal' });
  });

  it('stays refused where there are none', async () => {
    const token = await issuer.token({ aud: resource }, { kid: undefined });
    expect(await verifierAfter(undefined).verify(token)).toMatchObject({ reason: 'signature_invalid' });
  });
});
