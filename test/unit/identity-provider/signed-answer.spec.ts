import { beforeAll, describe, expect, it } from 'vitest';
import { FakeIssuer, FrozenClock, type TokenClaims } from 'nestjs-mcp-auth/testing';
import { createPublicKey } from 'node:crypto';
import { KeySet, type KeyLookup } from '../../../libs/mcp-auth/src/identity-provider/key-set.js';
import { signedAnswer } from '../../../libs/mcp-auth/src/identity-provider/signed-answer.js';
import { StaticKeySet } from '../../../libs/mcp-auth/src/identity-provider/static.key-set.js';
import { bindKey } from '../../../libs/mcp-auth/src/identity-provider/verification-key.js';

const mediaType = 'application/token-introspection+jwt';
const clientId = 'notes-api';
const facts = { active: true, sub: 'alice' };
let issuer: FakeIssuer;
let keys: KeySet;

beforeAll(async () => {
  issuer = await FakeIssuer.create('https://idp.example.com');
  const key = bindKey(createPublicKey({ key: issuer.publicJwk, format: 'jwk' }), 'key-1');
  if (key === undefined) throw new Error('The key of the issuer is no key');
  keys = new StaticKeySet(key);
});

class NoKeys extends KeySet {
  find(): KeyLookup {
    return { found: 'unavailable', retryAfterSeconds: 3, cause: 'down' };
  }
}

const signed = (claims: TokenClaims = {}, header: Readonly<Record<string, unknown>> = {}, by = issuer) =>
  by.token(
    { aud: clientId, exp: undefined, token_introspection: facts, ...claims },
    { typ: 'token-introspection+jwt', ...header },
  );

const read = (
  text: string,
  contentType: string | null = mediaType,
  known = keys,
  clock = new FrozenClock(Date.now()),
) => signedAnswer({ issuer: issuer.issuer, clientId, keys: known, clock }).read(text, contentType);

describe('a signed answer (RFC 9701 §5)', () => {
  it.each([mediaType, `${mediaType}; charset=utf-8`, 'Application/Token-Introspection+JWT'])(
    'is what its issuer says of the token, as %s',
    async (type) => {
      expect(await read(await signed(), type)).toEqual(facts);
    },
  );

  it('is asked for by its media type', () => {
    expect(signedAnswer({ issuer: '', clientId, keys, clock: new FrozenClock() }).mediaType).toBe(mediaType);
  });

  it.each(['application/json', 'application/jwt', null])('is none that comes as %s', async (type) => {
    await expect(read(await signed(), type)).rejects.toThrow('the answer is not signed');
  });

  it('is none that is only JSON', async () => {
    await expect(read(JSON.stringify(facts))).rejects.toMatchObject({ name: 'UnusableAnswer' });
  });

  it.each([
    ['of another issuer', { iss: 'https://evil.test' }, {}],
    ['for another service', { aud: 'other-api' }, {}],
    ['for nobody', { aud: undefined }, {}],
    ['without the time of its making', { iat: undefined }, {}],
    ['that is past', { exp: 1 }, {}],
    ['of another type, such as an access token', {}, { typ: 'at+jwt' }],
    ['without a type', {}, { typ: undefined }],
  ])('is none %s', async (_, claims, header) => {
    await expect(read(await signed(claims, header))).rejects.toThrow('the signature of the answer is not good');
  });

  it('is none that somebody else has signed', async () => {
    const impostor = await FakeIssuer.create(issuer.issuer);
    await expect(read(await signed({}, {}, impostor))).rejects.toThrow('the signature of the answer is not good');
  });

  it('is none without a signature', async () => {
    const header = Buffer.from('{"alg":"none","typ":"token-introspection+jwt"}').toString('base64url');
    const [, payload] = (await signed()).split('.');
    await expect(read(`${header}.${payload}.`)).rejects.toThrow('the signature of the answer is not good');
  });

  it('is none of a key that the issuer does not have', async () => {
    await expect(read(await signed({}, { kid: 'other' }))).rejects.toThrow('the key of the signed answer');
  });

  it('is none where the keys are not to be had', async () => {
    await expect(read(await signed(), mediaType, new NoKeys())).rejects.toMatchObject({ name: 'UnusableAnswer' });
  });

  it('is judged by the clock of this service', async () => {
    const longAgo = new FrozenClock(Date.UTC(2020, 0, 1));
    const exp = longAgo.nowMs() / 1000 + 60;
    expect(await read(await signed({ exp }), mediaType, keys, longAgo)).toEqual(facts);
  });

  it('says nothing where it has no answer in it', async () => {
    expect(await read(await signed({ token_introspection: undefined }))).toBeUndefined();
  });
});
