import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../libs/mcp-auth/src/core/secret-digest.js';
import { isFromGateway } from '../../../libs/mcp-auth/src/gateway-identity/gateway-trust.check.js';
import { requestFields } from '../../support/request-fields.js';

const secret = 'a secret of thirty-two characters';

describe('a request', () => {
  it('is from the gateway by a listed name of its certificate, and by nothing else', () => {
    const proof = { by: 'certificate', peerNames: ['DNS:gateway.internal'] } as const;
    expect(isFromGateway(requestFields({}, ['DNS:gateway.internal']), proof)).toBe(true);
    expect(isFromGateway(requestFields({}, ['DNS:other.internal']), proof)).toBe(false);
    expect(isFromGateway(requestFields({ 'x-secret': secret }), proof)).toBe(false);
  });

  it('is from the gateway by the secret, and by nothing else', () => {
    const proof = { by: 'secret', secretHeader: 'x-secret', secretDigest: digestOf(secret) } as const;
    expect(isFromGateway(requestFields({ 'x-secret': secret }), proof)).toBe(true);
    expect(isFromGateway(requestFields({ 'x-secret': `${secret} ` }), proof)).toBe(false);
    expect(isFromGateway(requestFields({}, ['DNS:gateway.internal']), proof)).toBe(false);
  });
});
