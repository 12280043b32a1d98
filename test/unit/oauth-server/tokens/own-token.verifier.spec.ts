import { describe, expect, it } from 'vitest';
import { invalid } from '../../../../libs/mcp-auth/src/core/verification.js';
import { FixedVerifier } from '../../../support/fixed-verifier.js';
import { OwnTokenVerifier } from '../../../../libs/mcp-auth/src/oauth-server/tokens/own-token.verifier.js';

const verifier = new OwnTokenVerifier(
  new FixedVerifier(invalid('token_malformed')),
  new FixedVerifier(invalid('token_unknown')),
);

describe('a token of this server goes to the verifier of its form', () => {
  it('by its prefix', async () => {
    expect(await verifier.verify('mcpat_secret')).toMatchObject({ reason: 'token_unknown' });
    expect(await verifier.verify('head.body.signature')).toMatchObject({ reason: 'token_malformed' });
  });
});
