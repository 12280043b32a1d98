import { describe, expect, it } from 'vitest';
import { jwtVerifier, type JwtVerifierOptions } from 'nestjs-mcp-auth';
import { ecKeys } from '../../support/keys.js';

const good: JwtVerifierOptions = {
  jwksUri: 'https://idp.example.com/jwks',
  issuer: 'https://idp.example.com',
  audience: 'https://api.example.com/mcp',
};

function problemsOf(options: object, production = true): readonly string[] {
  const { kind, options: given } = jwtVerifier(options as JwtVerifierOptions);
  const resolution = kind.resolve(given, {
    resource: 'https://api.example.com/mcp',
    production,
    optionPath: 'auth',
  });
  return resolution.ok ? [] : resolution.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('the options of jwtVerifier', () => {
  it('are complete with keys, issuer and audience', () => {
    expect(problemsOf(good)).toEqual([]);
  });

  it('may give the key itself', async () => {
    const publicKey = (await ecKeys()).publicKey.export({ format: 'jwk' });
    expect(problemsOf({ ...good, jwksUri: undefined, publicKey })).toEqual([]);
  });

  it.each([
    [{ ...good, jwksUri: undefined }, 'auth: needs exactly one of `jwksUri` and `publicKey`'],
    [{ ...good, publicKey: 'x' }, 'auth: needs exactly one of `jwksUri` and `publicKey`'],
    [{ ...good, issuer: '' }, 'auth.issuer: must be the exact `iss` of the tokens'],
    [{ ...good, jwksUri: 'idp/jwks' }, 'auth.jwksUri: "idp/jwks" is not an absolute URL'],
    [{ ...good, jwksUri: 'https://u:p@h/jwks' }, 'auth.jwksUri: must not contain a user name or password'],
  ])('say what is wrong with %j', (options, problem) => {
    expect(problemsOf(options)).toEqual([problem]);
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

  it('tell every fault at once', () => {
    expect(problemsOf({ ...good, jwksUri: 'http://a.example', issuer: 'http://b.example' })).toHaveLength(2);
  });

  it.each([
    { ...good, jwksUrl: 'https://idp.example.com/jwks' },
    { ...good, algorithms: ['none'] },
    { ...good, algorithms: ['HS256'] },
    { ...good, algorithms: [] },
    { ...good, clockToleranceSeconds: 61 },
    { ...good, requiredScopes: ['a b'] },
    { ...good, tokenType: 'id_token' },
    { ...good, jwksUri: undefined, publicKey: 'nonsense' },
  ])('refuse what cannot be meant: %j (JV-08, JV-10)', (options) => {
    expect(problemsOf(options)).toHaveLength(1);
  });
});
