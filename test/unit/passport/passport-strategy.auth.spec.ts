import { describe, expect, it } from 'vitest';
import { passportStrategyVerifier, type PassportStrategyOptions } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { verifierPorts } from '../../support/verifier-ports.js';

const resource = 'https://api.example.com/mcp';

/** Lets everybody in. */
class OpenStrategy {
  authenticate(this: OpenStrategy & { success(user: unknown): void }): void {
    this.success('alice');
  }
}

const strategy = new OpenStrategy() as PassportStrategyOptions['strategy'];
const principal = (user: string) => ({ sub: user, iss: 'sessions' });

function resolve(options: object) {
  const { kind, options: given } = passportStrategyVerifier(options as PassportStrategyOptions);
  return kind.resolve(given, { resource, production: true, optionPath: 'auth', insecureHosts: [] });
}

function settingsOf(options: object): unknown {
  const resolution = resolve(options);
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.problems));
  return resolution.settings;
}

const verifierOf = (options: object) =>
  passportStrategyVerifier.kind.createVerifier(
    settingsOf(options),
    verifierPorts(new FrozenClock(), { find: () => strategy as never }),
  );

describe('passportStrategyVerifier', () => {
  it.each([strategy, { useExisting: OpenStrategy }])(
    'asks a strategy, or a provider that is one: %#',
    async (given) => {
      expect(await verifierOf({ strategy: given, principal }).verify('t')).toMatchObject({
        ending: 'principal',
        principal: { subject: 'alice', issuer: 'sessions' },
      });
    },
  );

  it('refuses claims of an issuer that it does not name, and for another audience', async () => {
    expect(await verifierOf({ strategy, principal, issuers: ['other'] }).verify('t')).toMatchObject({
      reason: 'issuer_not_accepted',
    });
    const withAudience = () => ({ ...principal('alice'), aud: 'other' });
    expect(await verifierOf({ strategy, principal: withAudience }).verify('t')).toMatchObject({
      reason: 'audience_not_accepted',
    });
  });

  it('takes every token that others do not, unless it says by what its own are known', () => {
    const { kind } = passportStrategyVerifier;
    expect(kind.marksOf(settingsOf({ strategy, principal }))).toEqual({ issuers: [], prefixes: [''] });
    const marks = { issuers: ['https://a.example'], prefixes: ['a_'] };
    expect(kind.marksOf(settingsOf({ strategy, principal, ...marks }))).toEqual(marks);
    expect(kind.issuersOf({ strategy, principal, ...marks })).toEqual(['https://a.example']);
  });

  it.each([
    {},
    { strategy },
    { principal },
    { strategy: OpenStrategy, principal },
    { strategy: 'bearer', principal },
    { strategy: { useExisting: 'bearer' }, principal },
    { strategy, principal: 'x' },
    { strategy, principal, name: 'bearer' },
  ])('refuses what cannot be meant: %#', (options) => {
    expect(resolve(options).ok).toBe(false);
  });
});
