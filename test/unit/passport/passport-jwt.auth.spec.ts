import { createHmac, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { JwksClient, passportJwtSecret } from 'jwks-rsa';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ExtractJwt, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import { passportJwtVerifier, type PassportJwtOptions, type Verification } from 'nestjs-mcp-auth';
import { FakeIssuer, FrozenClock } from 'nestjs-mcp-auth/testing';
import { PassportJwtKeySet } from '../../../libs/mcp-auth/src/passport/passport-jwt.key-set.js';
import { json, startJsonServer, type JsonServer } from '../../support/json-server.js';
import { rsaKeys } from '../../support/keys.js';
import { verifierPorts } from '../../support/verifier-ports.js';

const resource = 'https://api.example.com/mcp';
const secret = 'a shared secret of enough bytes!';
const jwtFromRequest = ExtractJwt.fromAuthHeaderAsBearerToken();

let keyServer: JsonServer;
let issuer: FakeIssuer;
beforeAll(async () => {
  keyServer = await startJsonServer(json({}));
  issuer = await FakeIssuer.create(keyServer.url, 'RS256');
  keyServer.respond(json(issuer.jwks));
});
afterAll(() => keyServer.stop());

const resolve = (options: PassportJwtOptions, production = true) => {
  const { kind, options: given } = passportJwtVerifier(options);
  return kind.resolve(given, { resource, production, optionPath: 'auth', insecureHosts: [] });
};
const problemsOf = (options: object): readonly string[] => {
  const resolution = resolve(options);
  return resolution.ok ? [] : resolution.problems.map(({ path, message }) => `${path}: ${message}`);
};
async function verify(options: PassportJwtOptions, token: string): Promise<Verification> {
  const resolution = resolve(options);
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.problems));
  const clock = new FrozenClock(Date.now());
  return passportJwtVerifier.kind.createVerifier(resolution.settings, verifierPorts(clock)).verify(token);
}

const strategyOptions = (changes: Partial<StrategyOptionsWithoutRequest> = {}): StrategyOptionsWithoutRequest => ({
  jwtFromRequest,
  secretOrKeyProvider: passportJwtSecret({ jwksUri: `${keyServer.url}/jwks`, cache: true }),
  issuer: issuer.issuer,
  audience: resource,
  algorithms: ['RS256'],
  ...changes,
});

describe('options of a passport-jwt strategy, handed over unchanged', () => {
  it('verify tokens by the keys of passportJwtSecret', async () => {
    const token = await issuer.token({ aud: resource, scope: 'a' });
    expect(await verify(strategyOptions(), token)).toMatchObject({
      ending: 'principal',
      principal: { subject: 'alice', issuer: issuer.issuer, scopes: ['a'] },
    });
  });

  it.each([
    ['issuer_not_accepted', { iss: 'https://evil.test' }, {}],
    ['audience_not_accepted', { aud: 'https://other' }, {}],
    ['token_expired', { exp: 1 }, {}],
    ['token_type_not_accepted', {}, { typ: 'logout+jwt' }],
    ['key_not_found', {}, { kid: 'unknown' }],
  ])('refuse what jwtVerifier refuses: %s', async (reason, claims, header) => {
    const token = await issuer.token({ aud: resource, ...claims }, header);
    expect(await verify(strategyOptions(), token)).toMatchObject({ ending: 'invalid', reason });
  });

  it('refuse a forged token', async () => {
    const impostor = await FakeIssuer.create(issuer.issuer, 'RS256');
    const token = await impostor.token({ aud: resource });
    expect(await verify(strategyOptions(), token)).toMatchObject({ reason: 'signature_invalid' });
  });

  it('tell an outage of the key server from a bad token', async () => {
    const provider = passportJwtSecret({ jwksUri: 'http://127.0.0.1:9/jwks' });
    const token = await issuer.token({ aud: resource });
    expect(await verify(strategyOptions({ secretOrKeyProvider: provider }), token)).toMatchObject({
      ending: 'unavailable',
    });
  });

  it('tell a provider that throws from a bad token', async () => {
    const secretOrKeyProvider = () => {
      throw new Error('no database');
    };
    const token = await issuer.token({ aud: resource });
    expect(await verify(strategyOptions({ secretOrKeyProvider }), token)).toMatchObject({
      ending: 'unavailable',
      details: { cause: 'no database' },
    });
  });

  it('tell an async provider that rejects from a bad token', async () => {
    const keys = new PassportJwtKeySet(() => Promise.reject(new Error('no vault')) as unknown as void, ['RS256']);
    expect(await keys.find(undefined, 'e30.e30.e30')).toMatchObject({ found: 'unavailable', cause: 'no vault' });
  });

  it('take no private key from a provider', async () => {
    const pem = (await rsaKeys()).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const keys = new PassportJwtKeySet((_request, _token, done) => done(null, pem), ['RS256']);
    expect(await keys.find(undefined, 'e30.e30.e30')).toEqual({ found: 'unknown' });
  });

  it('tell a provider that never answers from a bad token', async () => {
    vi.useFakeTimers();
    const token = 'e30.e30.e30';
    const keys = new PassportJwtKeySet(() => undefined, ['RS256']);
    const lookup = keys.find(undefined, token);
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    expect(await lookup).toMatchObject({ found: 'unavailable' });
  });

  it('match an audience by a pattern, if the application does', async () => {
    const token = await issuer.token({ aud: ['https://api.example.com/other'] });
    const audience = [/^https:\/\/api\.example\.com\//] as unknown as string[];
    expect((await verify(strategyOptions({ audience }), token)).ending).toBe('principal');
  });

  it('may hold the public key itself, as PEM or as KeyObject', async () => {
    const client = new JwksClient({ jwksUri: `${keyServer.url}/jwks` });
    const secretOrKey = (await client.getSigningKey(issuer.publicJwk.kid)).getPublicKey();
    const options = { jwtFromRequest, issuer: issuer.issuer, audience: resource, algorithms: ['RS256'] };
    const token = await issuer.token({ aud: resource });
    expect((await verify({ ...options, secretOrKey }, token)).ending).toBe('principal');
    expect((await verify({ ...options, secretOrKey: createPublicKey(secretOrKey) }, token)).ending).toBe('principal');
  });

  it('may hold a shared secret', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: 'https://a', aud: resource, sub: 'alice', exp: 4_000_000_000 };
    const input = `${part({ alg: 'HS256' })}.${part(claims)}`;
    const token = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
    const options = { jwtFromRequest, issuer: 'https://a', audience: resource };
    expect((await verify({ ...options, secretOrKey: secret }, token)).ending).toBe('principal');
    const key: KeyObject = createSecretKey(Buffer.from(secret));
    expect((await verify({ ...options, secretOrKey: key }, token)).ending).toBe('principal');
  });

  it('may hold a shared secret that is no text', async () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => 0x80 + index));
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const input = `${part({ alg: 'HS256' })}.${part({ iss: 'https://a', aud: resource, sub: 'alice', exp: 4_000_000_000 })}`;
    const tokenBy = (key: string | Buffer) => `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
    const options = { jwtFromRequest, issuer: 'https://a', audience: resource };
    for (const secretOrKey of [bytes, createSecretKey(bytes)]) {
      expect((await verify({ ...options, secretOrKey }, tokenBy(bytes))).ending).toBe('principal');
      expect((await verify({ ...options, secretOrKey }, tokenBy(bytes.toString()))).ending).toBe('invalid');
    }
    expect(resolve({ ...options, secretOrKey: bytes.subarray(0, 11) }).ok).toBe(false);
  });

  it('never let a public key be a secret (JV-02)', async () => {
    const pem = (await rsaKeys()).publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const input = `${part({ alg: 'HS256' })}.${part({ iss: 'https://a', aud: resource, sub: 'admin', exp: 4_000_000_000 })}`;
    const token = `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
    const options = { jwtFromRequest, issuer: 'https://a', audience: resource, secretOrKey: pem };
    expect(await verify(options, token)).toMatchObject({ ending: 'invalid', reason: 'key_not_found' });
  });
});

describe('options of passport-jwt that cannot be kept', () => {
  const good = { jwtFromRequest, secretOrKey: secret, issuer: 'https://a', audience: resource };

  it('are none in the usual ones', () => {
    expect(problemsOf({ ...good, passReqToCallback: false, jsonWebTokenOptions: { clockTolerance: 30 } })).toEqual([]);
  });

  it('do not include the absence of a place for the token', () => {
    const { jwtFromRequest: _, ...rest } = good;
    expect(problemsOf(rest)).toEqual([]);
  });

  it.each([
    [
      { ...good, ignoreExpiration: true },
      'auth.ignoreExpiration: must be left out: an expired token is never accepted',
    ],
    [{ ...good, secretOrKey: undefined }, 'auth: needs exactly one of `secretOrKey` and `secretOrKeyProvider`'],
    [
      { ...good, secretOrKey: 'short' },
      'auth.secretOrKey: is no usable key: a public key as PEM, or a shared secret of at least 32 bytes for HS256',
    ],
    [
      { ...good, audience: undefined },
      'auth.audience: must be set in production: a token for another service must never work here',
    ],
  ])('are told at start: %#', (options, problem) => {
    expect(problemsOf(options)).toEqual([problem]);
  });

  it.each([7, {}, true])('are a key that is neither text nor bytes: %j', (secretOrKey) => {
    expect(problemsOf({ ...good, secretOrKey })).toContainEqual(expect.stringContaining('is no usable key'));
  });

  it('are a private key, as PEM or as KeyObject, of which nobody would notice that it is here', async () => {
    const { privateKey } = await rsaKeys();
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
    for (const secretOrKey of [pem, Buffer.from(pem), privateKey]) {
      expect(problemsOf({ ...good, secretOrKey })).toEqual([
        'auth.secretOrKey: is a private key, which nobody but the issuer should have; give its public key',
      ]);
    }
  });

  it.each([
    { ...good, issuer: undefined },
    { ...good, jsonWebTokenOptions: { maxAge: '1h' } },
    { ...good, jsonWebTokenOptions: { clockTolerance: 61 } },
    { ...good, unknown: 1 },
  ])('are told at start: %#, with the option in the message', (options) => {
    expect(problemsOf(options)).toHaveLength(1);
  });
});
