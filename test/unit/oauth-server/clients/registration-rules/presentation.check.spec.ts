import { describe, expect, it } from 'vitest';
import { checkPresentation } from '../../../../../libs/mcp-auth/src/oauth-server/clients/registration-rules/presentation.check.js';
import { refusalIn } from '../../../../support/authorization.js';
import { described } from '../../../../support/registration.js';

const refusal = (changes: Readonly<Record<string, unknown>>) => refusalIn(() => checkPresentation(described(changes)));

describe('what a client shows of itself', () => {
  it('may be a name in any script, and links', () => {
    expect(refusal({ client_name: 'Заметки ノート', client_uri: 'https://app.test' })).toBeUndefined();
    expect(refusal({ client_name: 'Notes & <b>co</b>' })).toBeUndefined();
  });

  it.each(['two\nlines', 'bell\u0007', 'turned \u202e around', 'isolated \u2066'])(
    'may not have a name that looks like what it is not: %j (LK-04)',
    (client_name) => {
      expect(refusal({ client_name })).toBe('client_metadata_unusable');
    },
  );

  it.each(['client_uri', 'logo_uri', 'policy_uri', 'tos_uri'])(
    'may not have a %s that a browser runs (DR-06)',
    (name) => {
      expect(refusal({ [name]: 'javascript:alert(1)' })).toBe('client_metadata_unusable');
      expect(refusal({ [name]: 'data:image/svg+xml,<svg/>' })).toBe('client_metadata_unusable');
      expect(refusal({ [name]: 'not a link' })).toBe('client_metadata_unusable');
    },
  );
});
