import { describe, expect, it } from 'vitest';
import { customVerifier, TokenVerifier } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { FixedVerifier } from '../../support/fixed-verifier.js';
import { verifierPorts } from '../../support/verifier-ports.js';

const resource = 'https://api.example.com/mcp';
const clock = new FrozenClock();
const claims = { sub: 'alice', iss: 'sessions', exp: Math.floor(clock.nowMs() / 1000) + 60 };
const fixed = new FixedVerifier({ ending: 'invalid', reason: 'token_revoked' });

function resolve(options: object, audience?: readonly string[]) {
  const { kind, options: given } = customVerifier(options);
  return kind.resolve(given, { resource, audience, production: true, optionPath: 'auth', insecureHosts: [] });
}

function settingsOf(options: object, audience?: readonly string[]): unknown {
  const resolution = resolve(options, audience);
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.problems));
  return resolution.settings;
}

const verifierOf = (options: object, audience?: readonly string[]) =>
  customVerifier.kind.createVerifier(
    settingsOf(options, audience),
    verifierPorts(clock, { find: () => fixed as never }),
  );

describe('customVerifier', () => {
  it('asks a function', async () => {
    const verifier = verifierOf({ verify: (token: string) => ({ ...claims, sub: token }) });
    expect(await verifier.verify('alice')).toMatchObject({ ending: 'principal', principal: { subject: 'alice' } });
  });

  it('takes a verifier as it is', () => {
    expect(verifierOf({ useValue: fixed })).toBe(fixed);
  });

  it('finds a verifier of the application', async () => {
    expect(await verifierOf({ useExisting: FixedVerifier }).verify('t')).toMatchObject({ reason: 'token_revoked' });
  });

  it.each([
    [{}, undefined, [resource], [`${resource}/other`, 'a']],
    [{ audience: 'a' }, undefined, ['a'], [resource]],
    [{ audience: ['a', 'b'] }, undefined, ['a', 'b'], [resource]],
    [{ audience: 'a' }, ['b'], ['b'], ['a', resource]],
  ])('takes claims for whom they are, the resource if nothing else is said: %j', async (options, of, good, bad) => {
    const endingWith = async (aud: string) =>
      (await verifierOf({ ...options, verify: () => ({ ...claims, aud }) }, of).verify('t')).ending;
    expect(await Promise.all(good.map(endingWith))).toEqual(good.map(() => 'principal'));
    expect(await Promise.all(bad.map(endingWith))).toEqual(bad.map(() => 'invalid'));
  });

  it('refuses claims of an issuer that it does not name (MX-01)', async () => {
    const verifier = verifierOf({ issuers: ['other'], verify: () => claims });
    expect(await verifier.verify('t')).toMatchObject({ reason: 'issuer_not_accepted' });
  });

  it('takes every token that others do not, unless it says by what its own are known', () => {
    const marksOf = (options: object) =>
      customVerifier.kind.marksOf(settingsOf({ verify: () => undefined, ...options }));
    expect(marksOf({})).toEqual({ issuers: [], prefixes: [''] });
    const marks = { issuers: ['https://a.example'], prefixes: ['a_', 'b_'] };
    expect(marksOf(marks)).toEqual(marks);
    expect(marksOf({ issuers: ['a'], prefixes: [] })).toEqual({ issuers: ['a'], prefixes: [] });
  });

  it('names its issuers, so that one of them can put the process into production', () => {
    const { kind } = customVerifier;
    expect([
      kind.issuersOf({ issuers: ['https://a'] }),
      kind.issuersOf({}),
      kind.issuersOf({ issuers: 7 as never }),
    ]).toEqual([['https://a'], [], []]);
  });

  it.each([
    {},
    { verify: () => undefined, useValue: fixed },
    { verify: 'x' },
    { useValue: { verify: () => undefined } },
    { useExisting: 'FixedVerifier' },
    { useExisting: TokenVerifier },
    { verify: () => undefined, prefixes: ['two words'] },
    { verify: () => undefined, issuers: [''] },
    { verify: () => undefined, audience: [] },
    { verify: () => undefined, verifier: fixed },
  ])('refuses what cannot be meant: %#', (options) => {
    expect(resolve(options)).toMatchObject({ ok: false, problems: { length: 1 } });
  });
});
