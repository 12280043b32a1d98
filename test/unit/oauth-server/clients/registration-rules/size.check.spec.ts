import { describe, expect, it } from 'vitest';
import { checkSize } from '../../../../../libs/mcp-auth/src/oauth-server/clients/registration-rules/size.check.js';
import { refusalIn } from '../../../../support/authorization.js';
import { described } from '../../../../support/registration.js';

const uris = (count: number) => Array.from({ length: count }, (_, i) => `https://app.test/${i}/${'x'.repeat(2_000)}`);
const refusal = (count: number) => refusalIn(() => checkSize(described({ redirect_uris: uris(count) })));

describe('a client', () => {
  it('is no larger than what every database keeps in one piece', () => {
    expect([refusal(20), refusal(26)]).toEqual([undefined, 'client_metadata_unusable']);
  });
});
