import { describe, expect, it } from 'vitest';
import { checkGrantTypes } from '../../../../../libs/mcp-auth/src/oauth-server/clients/registration-rules/grant-types.check.js';
import { refusalIn } from '../../../../support/authorization.js';
import { described } from '../../../../support/registration.js';

const refusal = (changes: Readonly<Record<string, unknown>>) => refusalIn(() => checkGrantTypes(described(changes)));

describe('the grants of a client that registers', () => {
  it('are those of RFC 7591 where it names none', () => {
    const { client } = described({ grant_types: undefined });
    expect(client.grantTypes).toEqual(['authorization_code']);
  });

  it('lose what this server does not have, or does not give to a stranger (DR-02)', () => {
    const asked = ['authorization_code', 'client_credentials', 'urn:ietf:params:oauth:grant-type:device_code'];
    const grant_types = asked;
    expect(described({ grant_types }).client.grantTypes).toEqual(['authorization_code']);
    expect(refusal({ grant_types })).toBeUndefined();
  });

  it.each([[['client_credentials']], [['refresh_token']], [['implicit']], [[]]])(
    'may not be %j alone (DR-02)',
    (grant_types) => {
      expect(refusal({ grant_types })).toBe('client_metadata_unusable');
    },
  );

  it('go with their response type (DR-02)', () => {
    expect(refusal({ response_types: ['code'] })).toBeUndefined();
    expect(refusal({ response_types: ['code', 'token'] })).toBeUndefined();
    expect(refusal({ response_types: ['token'] })).toBe('client_metadata_unusable');
  });
});
