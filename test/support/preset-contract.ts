import { beforeAll, describe, expect, it } from 'vitest';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import type { AuthValue, Principal } from 'nestjs-mcp-auth';
import { readEnvironment } from '../../libs/mcp-auth/src/environment-options.js';
import { readOptions } from '../../libs/mcp-auth/src/options/read-options.js';
import type { PresetDescription } from '../../libs/mcp-auth/src/presets/preset.js';
import { inProduction, resource, standInVerifier, type StandInPages } from './stand-in-provider.js';
import { variablesOf } from './variables.js';

type Claims = Readonly<Record<string, unknown>>;

/** What holds for every preset, whatever its tokens are. */
interface PresetUnderTest {
  /** The factory called with good options. */
  readonly value: AuthValue;
  readonly preset: PresetDescription;
  /** The same options as variables of the environment, beside `MCP_AUTH` and `MCP_AUTH_RESOURCE`. */
  readonly variables: Readonly<Record<string, string>>;
  /** The same as FastMCP says it. */
  readonly fastMcp?: Readonly<Record<string, string>>;
  /** What the metadata of this service names, letter by letter. */
  readonly authorizationServers: readonly string[];
  /** Bad options, and a part of what is said of each. */
  readonly faults: readonly (readonly [AuthValue, string])[];
}

/** A provider whose access tokens are JWTs. */
export interface JwtPreset extends PresetUnderTest {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly algorithm?: string;
  /** A token as the provider writes it, without `iss` and times. */
  readonly claims: Claims;
  readonly header?: Claims;
  readonly principal: Partial<Principal>;
  /** Changes after which a token is still good, by what they are. */
  readonly accepted?: Readonly<Record<string, Claims>>;
  /** Changes after which a token is none of ours, by what they are. */
  readonly refused: Readonly<Record<string, Claims>>;
}

/** A provider that is asked about each token. */
export interface OpaquePreset extends PresetUnderTest {
  readonly token: string;
  /** Its pages while the token is good. */
  readonly pages: StandInPages;
  readonly principal: Partial<Principal>;
  /** Pages at which the token is none of ours, by what they say. */
  readonly refused: Readonly<Record<string, StandInPages>>;
  /** Pages at which nothing is known of the token, by what they say. */
  readonly unknown: Readonly<Record<string, StandInPages>>;
}

/** The contract of a preset with JWTs. */
export function describeJwtPreset(title: string, given: JwtPreset): void {
  describe(`the preset of ${title}`, () => {
    describeOptions(given);
    describeJwts(given);
  });
}

/** The contract of a preset with opaque tokens. */
export function describeOpaquePreset(title: string, given: OpaquePreset): void {
  describe(`the preset of ${title}`, () => {
    describeOptions(given);
    describeOpaqueTokens(given);
  });
}

function describeOptions({ value, preset, variables, fastMcp, authorizationServers, faults }: PresetUnderTest): void {
  const environment = (own: Readonly<Record<string, string>>) =>
    readEnvironment(variablesOf({ MCP_AUTH_RESOURCE: resource, ...own }));

  it('tells clients where to log in, letter by letter (RS-02)', () => {
    expect(value.kind.publish?.(standInVerifier(value, {}).settings).authorizationServers).toEqual(
      authorizationServers,
    );
  });

  it('puts the process into production', () => {
    expect(value.kind.issuersOf(value.options)).toEqual(authorizationServers);
  });

  it('is said by variables alone', async () => {
    const { options, problems } = await environment({ MCP_AUTH: preset.name, ...variables });
    expect(problems).toEqual([]);
    expect(optionsOf(preset, options.auth)).toEqual(optionsOf(preset, value));
  });

  const saidByFastMcp = [fastMcp].filter((one) => one !== undefined);
  it.each(saidByFastMcp)('is said by the variables of FastMCP', async (own) => {
    const { options, problems } = await environment(own);
    expect(problems).toEqual([]);
    expect(optionsOf(preset, options.auth)).toEqual(optionsOf(preset, value));
  });

  it.each(faults.map(([bad, words]) => ({ bad, words })))('says what is wrong: $words', ({ bad, words }) => {
    const read = bad.kind.resolve(bad.options, inProduction);
    expect(read.ok ? 'nothing' : read.problems.map(({ path, message }) => `${path}: ${message}`).join('\n')).toContain(
      words,
    );
  });
}

/** The options of a value with all defaults, as the preset reads them. */
function optionsOf({ table }: PresetDescription, { options }: AuthValue): unknown {
  return readOptions(table, options, 'auth');
}

function describeJwts(given: JwtPreset): void {
  const { issuer, jwksUri, value, claims, header = { typ: 'JWT' }, principal, accepted = {}, refused } = given;
  const algorithm = given.algorithm ?? 'RS256';
  let provider: FakeIssuer;
  let impostor: FakeIssuer;
  beforeAll(async () => {
    [provider, impostor] = await Promise.all([
      FakeIssuer.create(issuer, algorithm),
      FakeIssuer.create(issuer, algorithm),
    ]);
  });

  // What stays undefined, the provider leaves out.
  const tokenOf = (changes: Claims = {}, by = provider) =>
    by.token({ client_id: undefined, sub: undefined, ...claims, ...changes }, header);
  const verify = async (token: string) => {
    const { verifier, asked } = standInVerifier(value, { [jwksUri]: { json: provider.jwks } });
    return { verification: await verifier.verify(token), asked: asked.map(({ url }) => url) };
  };

  it('takes a token as the provider writes it, and asks for keys where the provider has them', async () => {
    const { verification, asked } = await verify(await tokenOf());
    expect(verification).toMatchObject({ ending: 'principal', principal: { issuer, ...principal } });
    expect(asked).toEqual([jwksUri]);
  });

  it.each(Object.entries(accepted))('also takes one with %s', async (_, changes) => {
    expect((await verify(await tokenOf(changes))).verification.ending).toBe('principal');
  });

  it.each([
    ...Object.entries(refused),
    ['another issuer (JV-07)', { iss: 'https://idp.attacker.example' }],
    ['an issuer that differs by a slash (JV-07)', { iss: issuer.endsWith('/') ? issuer.slice(0, -1) : `${issuer}/` }],
    ['an end that is past (JV-08)', { exp: 1_000_000_000 }],
    ['no end (JV-08)', { exp: undefined }],
    ['the claims of an ID token (JV-05)', { nonce: 'n', at_hash: 'h' }],
  ])('refuses one with %s', async (_, changes) => {
    const token = await tokenOf(changes);
    expect((await verify(token)).verification.ending).toBe('invalid');
  });

  it('refuses one that somebody else signed (MX-01)', async () => {
    expect((await verify(await tokenOf({}, impostor))).verification).toMatchObject({ ending: 'invalid' });
  });

  it('cannot tell while the provider is down, and says so (JK-03)', async () => {
    const { verifier } = standInVerifier(value, 'down');
    expect(await verifier.verify(await tokenOf())).toMatchObject({ ending: 'unavailable' });
  });
}

function describeOpaqueTokens({ value, token, pages, principal, refused, unknown }: OpaquePreset): void {
  const verify = async (found: StandInPages | 'down') => {
    const { verifier, asked } = standInVerifier(value, found);
    return { verification: await verifier.verify(token), asked };
  };

  it('takes a token that the provider vouches for', async () => {
    expect((await verify(pages)).verification).toMatchObject({ ending: 'principal', principal });
  });

  it('asks nobody but the provider', async () => {
    const { asked } = await verify(pages);
    const known = asked.map(({ url }) => url).every((url) => Object.keys(pages).includes(url));
    expect(known).toBe(true);
  });

  it.each(Object.entries(refused))('refuses one where %s', async (_, found) => {
    expect((await verify(found)).verification.ending).toBe('invalid');
  });

  it.each(Object.entries(unknown))('cannot tell where %s, and says so (RI-05)', async (_, found) => {
    expect((await verify(found)).verification.ending).toBe('unavailable');
  });

  it('cannot tell while the provider is down, and says so', async () => {
    expect((await verify('down')).verification.ending).toBe('unavailable');
  });
}
