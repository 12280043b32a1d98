import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { jwtVerifier, type JwtVerifierOptions } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { JwtVerifier } from '../../../libs/mcp-auth/src/token-verification/verifiers/jwt.verifier.js';
import { VerifiedTokenCache } from '../../../libs/mcp-auth/src/token-verification/verifiers/verified-token.cache.js';
import { ecKeys } from '../../support/keys.js';
import { verifierPorts } from '../../support/verifier-ports.js';

const issuer = 'https://idp.example.com';
const resource = 'https://api.example.com/mcp';
const secret = 'a shared secret of enough bytes!';
const good: JwtVerifierOptions = { jwksUri: `${issuer}/jwks`, issuer, audience: resource };

function problemsOf(options: object, production = true): readonly string[] {
  const { kind, options: given } = jwtVerifier(options);
  const resolution = kind.resolve(given, { resource, production, optionPath: 'auth', insecureHosts: [] });
  return resolution.ok ? [] : resolution.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('the options of jwtVerifier', () => {
  it('are complete with keys, issuer and audience', () => {
    expect(problemsOf(good)).toEqual([]);
  });

  it('may leave the keys to discovery', () => {
    expect(problemsOf({ issuer, audience: resource })).toEqual([]);
  });

  it('may give the key itself', async () => {
    const publicKey = (await ecKeys()).publicKey.export({ format: 'jwk' });
    expect(problemsOf({ ...good, jwksUri: undefined, publicKey })).toEqual([]);
    expect(problemsOf({ ...good, jwksUri: undefined, publicKey: JSON.stringify(publicKey) })).toEqual([]);
  });

  it('may give a shared secret', () => {
    expect(problemsOf({ issuer, audience: resource, secret })).toEqual([]);
    expect(problemsOf({ issuer, audience: resource, secret, algorithms: ['HS256'] })).toEqual([]);
  });

  it('may give a shared secret as bytes', () => {
    const bytes = Buffer.alloc(32, 0xff);
    expect(problemsOf({ issuer, audience: resource, secret: bytes })).toEqual([]);
    expect(problemsOf({ issuer, audience: resource, secret: bytes.subarray(1) })).toEqual([
      'auth.secret: has 31 bytes; HS256 needs at least 32',
    ]);
  });

  it('may name several issuers, each with its keys, audience and algorithms', () => {
    const other = {
      issuer: 'https://b.example',
      jwksUri: 'https://b.example/jwks',
      audience: 'b',
      algorithms: ['PS256'],
    };
    expect(problemsOf({ issuers: [{ issuer }, other], audience: resource })).toEqual([]);
  });

  it('may name one issuer by several names', () => {
    expect(problemsOf({ ...good, issuer: ['https://accounts.example.com', 'accounts.example.com'] })).toEqual([]);
  });

  it.each(['orders', 'urn:example:issuer', 'idp.example.com:8443', 'localhost:3000'])(
    'may name an issuer that is no web URL, with keys of its own: %s (RFC 7519 §4.1.1)',
    async (name) => {
      const publicKey = (await ecKeys()).publicKey.export({ format: 'jwk' });
      const keys = [{ jwksUri: `${issuer}/jwks` }, { publicKey }, { secret }];
      expect(keys.map((key) => problemsOf({ ...key, issuer: name, audience: resource }))).toEqual([[], [], []]);
    },
  );

  it.each(['orders', 'urn:example:issuer', 'idp.example.com:8443'])(
    'cannot find keys from an issuer that is no web URL: %s',
    (name) => {
      expect(problemsOf({ issuer: name, audience: resource })).toEqual([
        'auth.jwksUri: is missing; keys are found from an issuer only if it is an https URL. Or give `publicKey` or `secret`',
      ]);
    },
  );

  it.each([
    [{ ...good, issuer: '' }, 'auth.issuer: must be the exact `iss` of the tokens'],
    [{ ...good, jwksUri: 'idp/jwks' }, 'auth.jwksUri: "idp/jwks" is not an absolute URL'],
    [{ ...good, jwksUri: 'https://u:p@h/jwks' }, 'auth.jwksUri: must not contain a user name or password'],
    [{ audience: resource }, 'auth.issuer: is missing; it is the exact `iss` of the tokens'],
    [{ ...good, algorithms: ['HS256'] }, 'auth.algorithms: HS256 needs `secret`, and no public key'],
    [
      { issuer, audience: resource, secret, algorithms: ['HS256', 'RS256'] },
      'auth.algorithms: RS256 cannot be checked with a secret',
    ],
    [{ issuer, audience: resource, secret: 'short' }, 'auth.secret: has 5 bytes; HS256 needs at least 32'],
    [
      { ...good, issuers: [{ issuer: 'https://b.example' }] },
      'auth.issuers: takes the place of `issuer`, `jwksUri`, `publicKey` and `secret`; leave those out',
    ],
    [{ issuers: [{ issuer }, { issuer }], audience: resource }, `auth.issuers: "${issuer}" stands there twice`],
    [{ ...good, issuer: [issuer, 'b', issuer, issuer] }, `auth.issuer: "${issuer}" stands there twice`],
    [
      { issuers: [{ issuer, jwksUri: 'http://b.example/jwks' }], audience: resource },
      'auth.issuers.0.jwksUri: "http://b.example/jwks" must be an https URL (plain http is for loopback and `outbound.insecureHosts` only)',
    ],
    [
      { issuers: [{ issuer }] },
      'auth.issuers.0.audience: must be set in production: a token for another service must never work here',
    ],
  ])('say what is wrong: %#', (options, problem) => {
    expect(problemsOf(options)).toEqual([problem]);
  });

  it('do not tell of a repetition where issuers have no names', () => {
    const problems = problemsOf({ issuers: [null, null], audience: resource });
    expect(problems.filter((problem) => problem.includes('twice'))).toEqual([]);
    expect(problems).not.toEqual([]);
  });

  it.each([
    [{ ...good, publicKey: 'x' }, '`jwksUri` and `publicKey` exclude each other'],
    [{ ...good, secret }, '`jwksUri` and `secret` exclude each other'],
    [{ issuer, audience: resource, publicKey: 'x', secret }, '`publicKey` and `secret` exclude each other'],
  ])('take keys from one place only, and never a secret beside a key set (JV-02): %#', (options, problem) => {
    expect(problemsOf(options)).toEqual([`auth: ${problem}`]);
  });

  it.each(['jwksUri', 'issuer'])('refuse plain http for %s except on loopback (JK-06, RS-24)', (option) => {
    const [problem] = problemsOf({ ...good, [option]: 'http://idp.example.com' });
    expect(problem).toContain(`auth.${option}: "http://idp.example.com" must be an https URL`);
    expect(problemsOf({ ...good, [option]: 'http://127.0.0.1:9' }, false)).toEqual([]);
  });

  it('demand an audience in production, and take the resource for it elsewhere', () => {
    const { audience: _, ...withoutAudience } = good;
    expect(problemsOf(withoutAudience)).toEqual([
      'auth.audience: must be set in production: a token for another service must never work here',
    ]);
    expect(problemsOf(withoutAudience, false)).toEqual([]);
  });

  const hidden = 'https://user:pw@host:99999/';
  it.each([
    { ...good, jwksUri: hidden },
    { ...good, jwksUri: 'http://h/jwks?key=pw' },
    { ...good, jwksUri: 'http://h/user:pw@host' },
    { issuer: hidden, audience: resource },
    {
      issuers: [
        { issuer: hidden, jwksUri: `${issuer}/jwks` },
        { issuer: hidden, jwksUri: `${issuer}/jwks` },
      ],
      audience: resource,
    },
  ])('never repeat a password or a query: %#', (options) => {
    expect(problemsOf(options)).toHaveLength(1);
    expect(problemsOf(options).join()).not.toContain('pw');
  });

  it('tell every fault at once', () => {
    expect(problemsOf({ ...good, jwksUri: 'http://a.example', issuer: 'http://b.example' })).toHaveLength(2);
  });

  it.each([
    { ...good, jwksUrl: 'https://idp.example.com/jwks' },
    { ...good, algorithms: ['none'] },
    { ...good, algorithms: [] },
    { ...good, clockToleranceSeconds: 61 },
    { ...good, requiredScopes: ['a b'] },
    { ...good, tokenType: 'id_token' },
    { ...good, jwksUri: undefined, publicKey: 'nonsense' },
    { ...good, cacheMaxAgeSeconds: -1 },
    { ...good, scopeClaim: '' },
    { ...good, scopeTranslation: { fromToken: 'x' } },
    { issuer, audience: resource, secret: 7 },
    { issuer, audience: resource, secret, algorithms: 'HS256' },
    { issuers: [null], audience: resource },
    { issuers: [{ issuer, jwksUri: 7 }], audience: resource },
  ])('refuse what cannot be meant: %# (JV-08, JV-10)', (options) => {
    expect(problemsOf(options)).toHaveLength(1);
  });

  it('name every issuer, so that one of them can put the process into production', () => {
    const { kind } = jwtVerifier(good);
    expect(kind.issuersOf({ issuers: [{ issuer: 'https://a' }, { issuer: 'https://b' }] })).toEqual([
      'https://a',
      'https://b',
    ]);
  });
});

describe('the verifier of jwtVerifier', () => {
  const create = (options: JwtVerifierOptions) => {
    const { kind, options: given } = jwtVerifier(options);
    const resolution = kind.resolve(given, { resource, production: true, optionPath: 'auth', insecureHosts: [] });
    return kind.createVerifier(resolution.ok ? resolution.settings : undefined, verifierPorts(new FrozenClock()));
  };

  it('holds every issuer to the common allow-list that has none of its own (JV-10)', () => {
    const { kind, options } = jwtVerifier({ issuers: [{ issuer }], audience: resource, algorithms: ['ES256'] });
    expect(kind.resolve(options, { resource, production: true, optionPath: 'auth', insecureHosts: [] })).toMatchObject({
      settings: { issuers: [{ rules: { algorithms: ['ES256'] } }] },
    });
  });

  it('takes a secret of bytes for the bytes that they are', async () => {
    const bytes = Buffer.alloc(32, 0xff);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = new FrozenClock().nowMs() / 1000 + 60;
    const input = `${part({ alg: 'HS256' })}.${part({ iss: issuer, aud: resource, sub: 'a', exp })}`;
    const token = `${input}.${createHmac('sha256', bytes).update(input).digest('base64url')}`;
    const verification = await create({ issuer, audience: resource, secret: bytes }).verify(token);
    expect(verification.ending).toBe('principal');
  });

  it('remembers what it has verified', () => {
    expect(create(good)).toBeInstanceOf(VerifiedTokenCache);
  });

  it('remembers nothing when told so', () => {
    expect(create({ ...good, cacheMaxAgeSeconds: 0 })).toBeInstanceOf(JwtVerifier);
  });
});
