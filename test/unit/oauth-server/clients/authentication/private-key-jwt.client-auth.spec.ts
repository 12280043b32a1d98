import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { PrivateKeyJwtAuthentication } from '../../../../../libs/mcp-auth/src/oauth-server/clients/authentication/private-key-jwt.client-auth.js';
import { ClientKeySets } from '../../../../../libs/mcp-auth/src/oauth-server/clients/client-key-sets.js';
import type { Client, ClientKeys } from '../../../../../libs/mcp-auth/src/oauth-server/model/client.js';
import { MemoryStore } from '../../../../../libs/mcp-auth/src/oauth-server/persistence/memory/memory-store.js';
import { testClient } from '../../../../support/authorization.js';
import { ecKeys, rsaKeys } from '../../../../support/keys.js';
import { noOutbound } from '../../../../support/outbound.js';

const issuer = 'https://api.test';
const clock = new FrozenClock();
const nowSeconds = Math.floor(clock.nowMs() / 1000);
const settings = {
  issuer,
  metadataDocuments: 'open',
  registration: {
    access: 'off',
    initialAccessTokens: [],
    management: 'off',
    maxUnused: 0,
    unusedTtlSeconds: 0,
  },
} as const;

let own: KeyObject;
let foreign: KeyObject;
let rsa: KeyObject;
let keys: ClientKeys;
beforeAll(async () => {
  const [mine, theirs, big] = await Promise.all([ecKeys(), ecKeys(), rsaKeys()]);
  [own, foreign, rsa] = [mine.privateKey, theirs.privateKey, big.privateKey];
  const jwks = [
    { ...mine.publicKey.export({ format: 'jwk' }), kid: 'own' },
    { ...big.publicKey.export({ format: 'jwk' }), kid: 'big' },
  ];
  keys = { from: 'jwks', keys: jwks };
});

const newAuthentication = () =>
  new PrivateKeyJwtAuthentication(
    settings,
    new ClientKeySets(settings, clock, noOutbound),
    new MemoryStore(clock),
    clock,
  );

const authenticate = (assertion: string, client: Partial<Client> = {}, authentication = newAuthentication()) =>
  authentication.authenticate(
    { ...testClient, authenticationMethod: 'private_key_jwt', keys, ...client },
    { by: 'assertion', clientId: 'cli', assertion },
  );

const goodClaims = { iss: 'cli', sub: 'cli', aud: issuer, jti: 'first', exp: nowSeconds + 60 };

function assertionOf(changes: object = {}, header: object = {}, key = own): Promise<string> {
  const fields = { alg: 'ES256', kid: 'own', ...header };
  return new SignJWT({ ...goodClaims, ...changes }).setProtectedHeader(fields).sign(key);
}

const refusal = (reason: string) => expect.objectContaining({ reason }) as Error;

describe('private_key_jwt', () => {
  it('takes an assertion of the client for this server (RFC 7523 §3)', async () => {
    await expect(authenticate(await assertionOf())).resolves.toBeUndefined();
    await expect(authenticate(await assertionOf({ aud: [issuer] }))).resolves.toBeUndefined();
    await expect(authenticate(await assertionOf({ aud: `${issuer}/` }))).resolves.toBeUndefined();
    await expect(authenticate(await assertionOf({}, { kid: undefined }))).resolves.toBeUndefined();
    const byRsa = await assertionOf({}, { alg: 'PS256', kid: 'big' }, rsa);
    await expect(authenticate(byRsa)).resolves.toBeUndefined();
  });

  it('takes one whose time begins eight seconds from now (CA-07)', async () => {
    await expect(authenticate(await assertionOf({ nbf: nowSeconds + 8 }))).resolves.toBeUndefined();
  });

  it('takes it once, also where 20 come at the same time (CA-05)', async () => {
    const [authentication, assertion] = [newAuthentication(), await assertionOf()];
    const uses = Array.from({ length: 20 }, () => authenticate(assertion, {}, authentication));
    const outcomes = await Promise.allSettled(uses);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(authenticate(assertion, {}, authentication)).rejects.toEqual(refusal('client_assertion_replayed'));
  });

  it.each([
    ['another server', { aud: 'https://other.test' }],
    ['an endpoint', { aud: `${issuer}/token` }],
    ['the pushed request endpoint of another server', { aud: 'https://evil.test/par' }],
    ['this server and another one', { aud: [issuer, 'https://other.test'] }],
    ['nobody', { aud: undefined }],
  ])('refuses an assertion for %s (CA-06)', async (_, changes) => {
    await expect(authenticate(await assertionOf(changes))).rejects.toEqual(refusal('client_assertion_refused'));
  });

  it.each([
    ['without an end', { exp: undefined }],
    ['without an id', { jti: undefined }],
    ['with an empty id', { jti: '' }],
    ['with an id of 600 characters', { jti: 'x'.repeat(600) }],
    ['without a subject', { sub: undefined }],
    ['without an issuer', { iss: undefined }],
    ['of another issuer', { iss: 'other' }],
    ['of which the subject is another client', { sub: 'other' }],
    ['that ended five minutes ago', { exp: nowSeconds - 300 }],
    ['that is good for a year', { exp: nowSeconds + 365 * 86_400 }],
    ['whose time begins in more than a minute', { nbf: nowSeconds + 61 }],
  ])('refuses one %s (CA-07)', async (_, changes) => {
    await expect(authenticate(await assertionOf(changes))).rejects.toEqual(refusal('client_assertion_refused'));
  });

  it('refuses one that another key has signed (CA-07)', async () => {
    const stolen = await assertionOf({}, {}, foreign);
    await expect(authenticate(stolen)).rejects.toEqual(refusal('client_assertion_refused'));
  });

  it('refuses an unknown key id (CA-07)', async () => {
    const unknown = await assertionOf({}, { kid: 'other' });
    await expect(authenticate(unknown)).rejects.toEqual(refusal('client_assertion_refused'));
  });

  it.each([
    ['signed with a shared secret', 'HS256'],
    ['signed with an algorithm that is not on the list', 'RS512'],
  ])('refuses one %s (CA-07)', async (_, alg) => {
    const key = alg === 'HS256' ? Buffer.alloc(32) : rsa;
    const assertion = await new SignJWT(goodClaims).setProtectedHeader({ alg, kid: 'big' }).sign(key);
    await expect(authenticate(assertion)).rejects.toEqual(refusal('client_assertion_refused'));
  });

  it.each([
    ['that nobody has signed', { alg: 'none' }],
    ['whose header is null', null],
  ])('refuses one %s (CA-07)', async (_, header) => {
    const parts = [header, goodClaims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    await expect(authenticate(`${parts.join('.')}.`)).rejects.toEqual(refusal('client_assertion_refused'));
  });

  it('refuses a client without keys, and text that is no assertion', async () => {
    const without = authenticate(await assertionOf(), { keys: undefined });
    await expect(without).rejects.toEqual(refusal('client_assertion_refused'));
    await expect(authenticate('no assertion')).rejects.toEqual(refusal('client_assertion_refused'));
  });

  it('says that published keys cannot be asked for, which is not the fault of the assertion', async () => {
    const published = { from: 'jwks_uri', uri: 'https://app.test/keys' } as const;
    const asked = authenticate(await assertionOf(), { origin: 'document', keys: published });
    await expect(asked).rejects.toEqual(refusal('client_keys_unreachable'));
  });
});
