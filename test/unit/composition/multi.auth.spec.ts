import { describe, expect, it } from 'vitest';
import {
  entraId,
  introspectionVerifier,
  jwtVerifier,
  multiAuth,
  noAuth,
  remoteAuth,
  type AuthValue,
} from 'nestjs-mcp-auth';
import { oauthServer } from 'nestjs-mcp-auth/oauth-server';
import { inProduction } from '../../support/stand-in-provider.js';

const audience = 'https://api.example.com/mcp';
const jwt = (issuer: string) => jwtVerifier({ issuer, audience });
const asked = (changes = {}) =>
  introspectionVerifier({ issuer: 'https://i.example', clientId: 'c', clientSecret: 's', audience, ...changes });
const remote = (server: string) => remoteAuth({ authorizationServers: [server], verifier: jwt(server) });

function problemsOf(values: readonly AuthValue[]): readonly string[] {
  const { kind, options } = multiAuth(values);
  const read = kind.resolve(options, inProduction);
  return read.ok ? [] : read.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('multiAuth', () => {
  it('takes verifiers that have different tokens', () => {
    expect(problemsOf([jwt('https://a.example'), jwt('https://b.example'), asked()])).toEqual([]);
  });

  it.each([
    [[jwt('https://a.example'), jwt('https://a.example')], 'auth: has two verifiers for tokens of "https://a.example"'],
    [[asked(), asked({ issuer: 'https://j.example' })], 'auth: has two verifiers for opaque tokens'],
    [
      [asked({ tokenPrefix: 'k_' }), asked({ issuer: 'https://j.example', tokenPrefix: 'k_' })],
      'auth: has two verifiers for tokens that begin with "k_"',
    ],
    [[asked(), jwt('https://i.example')], 'auth: has two verifiers for tokens of "https://i.example"'],
    [[jwt('https://a.example'), noAuth()], 'auth: must verify tokens in production'],
    [[jwtVerifier({ issuer: 'https://a.example' })], 'auth.0.audience: must be set in production'],
  ])('says at start what nobody could tell apart: %#', (values, problem) => {
    expect(problemsOf(values).join('\n')).toContain(problem);
  });

  it.each([
    [[jwtVerifier({ issuer: 'https://a.example' })], 'auth.verifier.0.audience: must be set in production'],
    [[jwt('https://a.example'), jwt('https://a.example')], 'auth.verifier: has two verifiers for tokens of'],
  ])('says what is wrong at its place inside another value: %#', (values, problem) => {
    const { kind, options } = remoteAuth({ authorizationServers: ['https://a.example'], verifier: multiAuth(values) });
    const read = kind.resolve(options, inProduction);
    const told = read.ok ? [] : read.problems.map(({ path, message }) => `${path}: ${message}`);
    expect(told.join('\n')).toContain(problem);
  });

  it('lets JWTs of an issuer be verified here while the issuer is asked about its opaque tokens', () => {
    expect(problemsOf([asked({ tokenFormat: 'opaque' }), jwt('https://i.example')])).toEqual([]);
  });

  it('needs at least one value', () => {
    expect(() => multiAuth([])).toThrow(/auth.*needs at least one value/);
  });

  it('has one authorization server of our own at most', () => {
    const own = oauthServer({ dataSource: 'memory' });
    expect(() => multiAuth([own, own])).toThrow('may have one authorization server of our own');
  });

  it('tells clients of all authorization servers, in the order of the values', () => {
    const { kind, options } = multiAuth([
      remote('https://a.example'),
      jwt('https://b.example'),
      remote('https://c.example'),
    ]);
    const read = kind.resolve(options, inProduction);
    expect(read.ok && kind.publish?.(read.settings).authorizationServers).toEqual([
      'https://a.example',
      'https://c.example',
    ]);
  });

  it('is level 1 where no value is more', () => {
    expect(multiAuth([jwt('https://a.example')]).kind.resourceMetadata).toBe('none');
    expect(multiAuth([jwt('https://a.example'), remote('https://b.example')]).kind.resourceMetadata).toBe('published');
  });

  it('can stand inside remoteAuth, as the verifier of several servers', () => {
    const verifier = multiAuth([jwt('https://a.example'), jwt('https://b.example')]);
    const value = remoteAuth({ authorizationServers: ['https://a.example', 'https://b.example'], verifier });
    expect(value.kind.resolve(value.options, inProduction).ok).toBe(true);
  });

  it('names every issuer, so that one of them can put the process into production', () => {
    const { kind, options } = multiAuth([jwt('http://localhost:1'), remote('https://b.example')]);
    expect(kind.issuersOf(options)).toEqual(['http://localhost:1', 'https://b.example', 'https://b.example']);
  });

  it('has one structure for the same kinds in the same order, so that forRootAsync can name it before the options', () => {
    const value = multiAuth([remote('https://a.example'), jwt('https://b.example')]);
    expect(multiAuth.of(remoteAuth, jwtVerifier).kind).toBe(value.kind);
    expect(multiAuth.of(jwtVerifier, remoteAuth).kind).not.toBe(value.kind);
    expect(multiAuth.of(entraId, jwtVerifier).kind).not.toBe(value.kind);
  });
});
