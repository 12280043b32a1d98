import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { digestOf } from '../../../libs/mcp-auth/src/core/secret-digest.js';
import type { GatewayProof } from '../../../libs/mcp-auth/src/gateway-identity/gateway-trust.check.js';
import { IdentityHeadersVerifier } from '../../../libs/mcp-auth/src/gateway-identity/identity-headers.verifier.js';
import { requestFields } from '../../support/request-fields.js';

const gateway = 'URI:spiffe://mesh/ns/edge/sa/gateway';
const secret = 'a secret of thirty-two characters';
const byCertificate: GatewayProof = { by: 'certificate', peerNames: [gateway, 'DNS:gateway.internal'] };
const bySecret: GatewayProof = { by: 'secret', secretHeader: 'x-gateway-secret', secretDigest: digestOf(secret) };
const headers = {
  subject: 'x-user',
  scopes: 'x-scopes',
  roles: 'x-roles',
  tenant: 'x-tenant',
  clientId: 'x-client',
};
const clock = new FrozenClock();

function ask(
  sent: Readonly<Record<string, string | readonly string[]>>,
  peerNames: readonly string[] | undefined = [gateway],
  proof = byCertificate,
) {
  const settings = { identity: 'headers', issuer: 'https://gateway.example.com', headers, proof } as const;
  return new IdentityHeadersVerifier(settings, clock).verifyRequest(requestFields(sent, peerNames));
}

const reasonOf = async (verification: ReturnType<typeof ask>) => {
  const found = await verification;
  return found.ending === 'invalid' ? found.reason : found.ending;
};

describe('identity headers of a trusted gateway', () => {
  it('make a principal that is worth a minute', async () => {
    const sent = { 'x-user': 'alice', 'x-scopes': 'a b a', 'x-roles': 'admin, ops', 'x-tenant': 't', 'x-client': 'c' };
    expect(await ask(sent)).toMatchObject({
      ending: 'principal',
      principal: {
        subject: 'alice',
        issuer: 'https://gateway.example.com',
        scopes: ['a', 'b'],
        roles: ['admin', 'ops'],
        tenant: 't',
        clientId: 'c',
        expiresAt: clock.nowMs() / 1000 + 60,
      },
    });
  });

  it('need no header but that with the subject', async () => {
    expect(await ask({ 'x-user': 'alice' })).toMatchObject({
      ending: 'principal',
      principal: { subject: 'alice', scopes: [], roles: [], tenant: undefined, clientId: undefined },
    });
  });

  it.each(Object.values(headers))('are refused where %s was sent twice', async (name) => {
    expect(await reasonOf(ask({ 'x-user': 'alice', [name]: ['alice', 'alice'] }))).toBe('credential_repeated');
  });

  it.each([
    ['a list of two', 'x-user', 'mallory, alice'],
    ['nothing', 'x-user', ''],
    ['a blank', 'x-user', 'alice bob'],
    ['characters beyond ASCII', 'x-user', 'al\u00efce'],
    ['a control character', 'x-user', 'alice\u0007'],
    ['too much', 'x-user', 'a'.repeat(257)],
    ['a list of two tenants', 'x-tenant', 'a,b'],
    ['a list of two clients', 'x-client', 'a,b'],
    ['too many scopes', 'x-scopes', 'a '.repeat(1025)],
    ['scopes of two fields', 'x-scopes', 'a, b'],
    ['a quote among scopes', 'x-scopes', 'a"b'],
    ['characters beyond ASCII among roles', 'x-roles', 'ch\u00e9f'],
  ])('are malformed with %s: %s', async (_, name, value) => {
    expect(await reasonOf(ask({ 'x-user': 'alice', [name]: value }))).toBe('credential_malformed');
  });

  it('are no credential without a subject', async () => {
    expect(await reasonOf(ask({ 'x-roles': 'admin' }))).toBe('credential_missing');
  });
});

describe('the proof by certificate', () => {
  it.each([
    ['nobody showed one', undefined],
    ['it has no name', []],
    ['it has another name', ['URI:spiffe://mesh/ns/edge/sa/other']],
    ['a name begins like ours', [`${gateway}-2`]],
    ['a name ends like ours', ['DNS:evil.gateway.internal']],
    ['a name is of another kind', ['DNS:spiffe://mesh/ns/edge/sa/gateway']],
    ['a name differs in case', ['DNS:GATEWAY.internal']],
  ])('fails where %s', async (_, peerNames) => {
    const settings = { identity: 'headers', issuer: 'i', headers, proof: byCertificate } as const;
    const request = requestFields({ 'x-user': 'alice' }, peerNames);
    const verification = new IdentityHeadersVerifier(settings, clock).verifyRequest(request);
    expect(await reasonOf(verification)).toBe('gateway_not_trusted');
  });

  it('takes any listed name among others', async () => {
    expect(await reasonOf(ask({ 'x-user': 'alice' }, ['DNS:a', 'DNS:gateway.internal']))).toBe('principal');
  });
});

describe('the proof by secret', () => {
  it('is the secret, and nothing that resembles it', async () => {
    const answerTo = (sent: Readonly<Record<string, string | readonly string[]>>) =>
      reasonOf(ask({ 'x-user': 'alice', ...sent }, [gateway], bySecret));
    expect(await answerTo({ 'x-gateway-secret': secret })).toBe('principal');
    expect(await answerTo({})).toBe('gateway_not_trusted');
    expect(await answerTo({ 'x-gateway-secret': '' })).toBe('gateway_not_trusted');
    expect(await answerTo({ 'x-gateway-secret': secret.slice(1) })).toBe('gateway_not_trusted');
    expect(await answerTo({ 'x-gateway-secret': digestOf(secret) })).toBe('gateway_not_trusted');
    expect(await answerTo({ 'x-gateway-secret': ['wrong', secret] })).toBe('credential_repeated');
  });
});

describe('a message', () => {
  it('has no such headers, so that whatever it brings is no credential', async () => {
    const settings = { identity: 'headers', issuer: 'i', headers, proof: byCertificate } as const;
    const verifier = new IdentityHeadersVerifier(settings, clock);
    expect(await verifier.verify('token')).toEqual({ ending: 'invalid', reason: 'credential_missing' });
    expect(verifier.withoutCredential()).toEqual({ ending: 'invalid', reason: 'credential_missing' });
  });
});
