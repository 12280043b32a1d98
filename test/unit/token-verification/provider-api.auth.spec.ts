import { describe, expect, it } from 'vitest';
import type { TokenApi } from '../../../libs/mcp-auth/src/identity-provider/provider-api.inspector.js';
import { ProviderFault } from '../../../libs/mcp-auth/src/identity-provider/provider-api.inspector.js';
import { providerApiVerifier } from '../../../libs/mcp-auth/src/token-verification/provider-api.auth.js';
import { resource, standInVerifier, type StandInPages } from '../../support/stand-in-provider.js';

const page = 'https://api.provider.example/me';
const api: TokenApi = async (token, call) => {
  const { status, json } = await call({ url: page, headers: { authorization: `Bearer ${token}` } });
  if (status === 403) throw new ProviderFault('the credentials of this service are refused');
  return status === 200
    ? { found: 'active', claims: json as object as Record<string, unknown> }
    : { found: 'inactive' };
};
const claims = { sub: '7', client_id: 'our-app', scope: 'a' };
const verifierOf = (pages: StandInPages) =>
  standInVerifier(
    providerApiVerifier({
      issuer: 'https://provider.example',
      api,
      audienceClaim: 'optional',
      allowedClientIds: ['our-app'],
      tokenPrefix: 'p_',
      requiredScopes: ['a'],
    }),
    pages,
  );

describe('a verifier that asks the API of a provider', () => {
  it('takes whom the provider vouches for', async () => {
    const { verifier } = verifierOf({ [page]: { json: claims } });
    expect(await verifier.verify('p_x')).toMatchObject({
      ending: 'principal',
      principal: { subject: '7', issuer: 'https://provider.example', clientId: 'our-app', scopes: ['a'] },
    });
  });

  it.each([
    ['another client', { ...claims, client_id: 'their-app' }, 'client_not_accepted'],
    ['another audience, where the provider names one', { ...claims, aud: 'x' }, 'audience_not_accepted'],
    ['no person', { ...claims, sub: undefined }, 'subject_missing'],
    ['an end that is past', { ...claims, exp: 1 }, 'token_expired'],
  ])('refuses a token of %s', async (_, json, reason) => {
    expect(await verifierOf({ [page]: { json } }).verifier.verify('p_x')).toMatchObject({ ending: 'invalid', reason });
  });

  it('takes an audience that is ours', async () => {
    const { verifier } = verifierOf({ [page]: { json: { ...claims, aud: resource } } });
    expect(await verifier.verify('p_x')).toMatchObject({ ending: 'principal' });
  });

  it('tells a token that lacks a scope from a bad one', async () => {
    const { verifier } = verifierOf({ [page]: { json: { ...claims, scope: 'b' } } });
    expect(await verifier.verify('p_x')).toMatchObject({ ending: 'insufficient', requiredScopes: ['a'] });
  });

  it.each([[500], [503], [429], [302], [403]])('cannot tell when the API answers %i (RI-05)', async (status) => {
    const { verifier } = verifierOf({ [page]: { status, json: claims } });
    expect(await verifier.verify('p_x')).toMatchObject({ ending: 'unavailable', reason: 'issuer_unreachable' });
  });

  it('shows the provider no JWT and no token without its prefix', async () => {
    const { verifier, asked } = verifierOf({ [page]: { json: claims } });
    await verifier.verify('x');
    await verifier.verify('eyJhbGciOiJub25lIn0.e30.x');
    expect(asked).toEqual([]);
  });

  it('asks once for a token that it has asked about', async () => {
    const { verifier, asked } = verifierOf({ [page]: { json: claims } });
    await verifier.verify('p_x');
    await verifier.verify('p_x');
    expect(asked).toHaveLength(1);
  });
});
