import { constants, createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { ask, bearer, statelessCall, withHeaders, type Answer } from '../../support/http-client.js';
import { json, startJsonServer, type JsonServer } from '../../support/json-server.js';
import { adapters } from '../../support/launch.js';
import { rsaKeys, type KeyPair } from '../../support/keys.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });
const now = Math.floor(Date.now() / 1000);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe.each(adapters)('attacks with JWTs on %s', (adapter) => {
  let service: ProtectedService;
  let rsa: KeyPair;
  let weak: KeyPair;
  let attacker: JsonServer;
  let attackerIssuer: FakeIssuer;

  const send = (token: string): Promise<Answer> => ask(service.resource, withHeaders(whoami, bearer(token)));
  const claims = (changes: Record<string, unknown> = {}) => ({
    iss: service.issuer.issuer,
    aud: service.resource,
    sub: 'alice',
    exp: now + 300,
    iat: now,
    ...changes,
  });
  /** A token of the issuer's RSA key, with whatever header and claims. */
  const rsaToken = (
    header: Record<string, unknown> = {},
    changes: Record<string, unknown> = {},
    key = rsa.privateKey,
  ) => {
    const input = `${part({ alg: 'RS256', kid: 'rsa', typ: 'at+jwt', ...header })}.${part(claims(changes))}`;
    return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
  };
  const macToken = (algorithm: string, secret: string | Buffer) => {
    const input = `${part({ alg: algorithm, kid: 'rsa', typ: 'at+jwt' })}.${part(claims({ sub: 'admin' }))}`;
    return `${input}.${createHmac(`sha${algorithm.slice(2)}`, secret)
      .update(input)
      .digest('base64url')}`;
  };
  const expectRefused = async (token: string) => {
    const { status, headers, text } = await send(token);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toContain('error="invalid_token"');
    expect(text).not.toContain(service.issuer.issuer);
  };
  const expectAccepted = async (token: string) => expect((await send(token)).status).toBe(200);

  beforeAll(async () => {
    rsa = await rsaKeys();
    weak = await rsaKeys(1024);
    attacker = await startJsonServer(json({}));
    attackerIssuer = await FakeIssuer.create(attacker.url);
    attacker.respond(json(attackerIssuer.jwks));
    service = await startProtectedService({ adapter, parts: { providers: [WhoamiTools] } });
    const published = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig' });
    const keys = [...service.issuer.jwks.keys, published(rsa.publicKey, 'rsa'), published(weak.publicKey, 'weak')];
    service.keyServer.respond(json({ keys }));
    await expectAccepted(rsaToken());
  });
  afterAll(() => Promise.all([service.stop(), attacker.stop()]));

  it.each(['none', 'None', 'NONE', 'nOnE'])('JV-01 alg %s, without a signature or with any', async (alg) => {
    const unsigned = `${part({ alg, typ: 'at+jwt' })}.${part(claims())}.`;
    await expectRefused(`${unsigned}${part('random')}`);
    await expectRefused(`${part({ alg, kid: 'rsa' })}.${part(claims())}.AAAA`);
    const { status } = await send(unsigned);
    expect([400, 401]).toContain(status);
  });

  it.each(['HS256', 'HS384', 'HS512'])('JV-02 %s with a form of the public key as secret', async (algorithm) => {
    const spki = rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const pkcs1 = rsa.publicKey.export({ format: 'pem', type: 'pkcs1' }).toString();
    const jwk = rsa.publicKey.export({ format: 'jwk' });
    const forms = [
      spki,
      spki.trimEnd(),
      ` ${spki}`,
      pkcs1,
      pkcs1.trimEnd(),
      ` ${pkcs1}`,
      JSON.stringify(jwk),
      String(jwk.n),
    ];
    const secrets = [
      ...forms,
      Buffer.from(String(jwk.n), 'base64url'),
      rsa.publicKey.export({ format: 'der', type: 'spki' }),
    ];
    for (const secret of secrets) await expectRefused(macToken(algorithm, secret));
  });

  it('JV-03 a key or its address in the header is looked at by nobody', async () => {
    const before = attacker.requests();
    const jwk = attackerIssuer.publicJwk;
    const url = `${attacker.url}/jwks`;
    for (const header of [{ jwk }, { jku: url }, { x5u: url }, { x5c: ['MIIB'] }, { jwk, kid: undefined }]) {
      await expectRefused(await attackerIssuer.token(claims(), { kid: 'rsa', ...header }));
    }
    expect(attacker.requests()).toBe(before);
  });

  it.each(['../../../dev/null', "' OR 1=1--", '__proto__', 'k'.repeat(7_000), 7, null, ['rsa'], ''])(
    'JV-03 a kid that is no key id: %#',
    async (kid) => {
      await expectRefused(rsaToken({ kid }));
      expect(service.log.lines.every((line) => !line.includes('k'.repeat(300)))).toBe(true);
    },
  );

  it.each([
    { crit: ['x-policy'], 'x-policy': 1 },
    { crit: [] },
    { crit: 'exp' },
    { crit: ['missing'] },
    { crit: ['b64'], b64: false },
    { crit: ['b64'], b64: true },
  ])('JV-04 a critical header: %j', async (header) => {
    await expectRefused(rsaToken(header));
  });

  it.each([
    ['an ID token', { typ: 'JWT' }, { nonce: 'n' }],
    ['an ID token that says so', { typ: 'JWT' }, { token_use: 'id' }],
    ['a logout token', { typ: 'logout+jwt' }, { events: {} }],
    ['a client assertion', { typ: 'client-authentication+jwt' }, {}],
    ['an identity assertion', { typ: 'oauth-id-jag+jwt' }, {}],
    ['a DPoP proof', { typ: 'dpop+jwt' }, {}],
    ['a refresh token', { typ: 'JWT' }, { typ: 'Refresh' }],
  ])('JV-05 %s of the right issuer and key', async (_, header, changes) => {
    await expectRefused(rsaToken(header, changes));
  });

  it('JV-05 an access token without the type of RFC 9068 is taken, since some issuers do not know it', async () => {
    await expectAccepted(rsaToken({ typ: 'JWT' }));
    await expectAccepted(rsaToken({ typ: undefined }));
  });

  it.each(['', [], 7, 'client-id', 'https://idp.example.com', undefined])('JV-06 the audience %j', async (aud) => {
    await expectRefused(rsaToken({}, { aud }));
  });

  it('JV-06 the audience is this resource in every character', async () => {
    const { resource } = service;
    const wrong = [
      `${resource}-admin`,
      `${resource}/`,
      resource.replace('http:', 'https:'),
      resource.replace('/mcp', ':1/mcp'),
    ];
    for (const aud of wrong) await expectRefused(rsaToken({}, { aud }));
    await expectAccepted(rsaToken({}, { aud: ['https://other.example.com', resource] }));
  });

  it('JV-07 the issuer is the configured one in every character', async () => {
    const { issuer } = service.issuer;
    const wrong = [
      undefined,
      [issuer],
      `${issuer}/`,
      issuer.replace('http', 'HTTP'),
      `${issuer}.evil.test`,
      `${issuer}@evil.test`,
    ];
    for (const iss of wrong) await expectRefused(rsaToken({}, { iss }));
  });

  it.each([
    { exp: undefined },
    { exp: String(now + 300) },
    { exp: -1 },
    { exp: (now + 300) * 1_000 },
    { exp: now - 7 },
    { nbf: now + 30 },
    { iat: now + 30 },
    { nbf: String(now) },
  ])('JV-08 the times %j', async (changes) => {
    await expectRefused(rsaToken({}, changes));
  });

  it('JV-08 the time 1e400, which JSON reads as infinite', async () => {
    const payload = JSON.stringify(claims()).replace(`"exp":${now + 300}`, '"exp":1e400');
    const input = `${part({ alg: 'RS256', kid: 'rsa' })}.${Buffer.from(payload).toString('base64url')}`;
    await expectRefused(`${input}.${sign('sha256', Buffer.from(input), rsa.privateKey).toString('base64url')}`);
  });

  it('JV-08 one second inside the tolerance is accepted', async () => {
    const second = Math.floor(Date.now() / 1000);
    await expectAccepted(rsaToken({}, { exp: second - 3, nbf: second + 4, iat: second + 4 }));
  });

  it('JV-09 shapes that are no compact JWS', async () => {
    const [header = '', payload = '', signature = ''] = rsaToken().split('.');
    const wrong = [
      header,
      `${header}.${payload}`,
      `${header}.${payload}.${signature}.e30`,
      `${header}.${payload}.${signature}==`,
      `${header}.${payload}.${signature.replace(/[-_]|.$/, '+')}`,
      `${header}.${part(null)}.${signature}`,
      `${header}.${part([1])}.${signature}`,
      `${header}.${part(7)}.${signature}`,
      `${part(null)}.${payload}.${signature}`,
    ];
    for (const token of wrong) await expectRefused(token);
    expect((await send(`${header}. ${payload}.${signature}`)).status).toBe(400);
    expect((await send(JSON.stringify({ protected: header, payload, signature }))).status).toBe(400);
  });

  it('JV-09 a token of 12,289 characters is refused before any cryptography, and Node refuses one of a megabyte', async () => {
    const { status, headers } = await send('a'.repeat(12_289));
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toContain('The access token is too long');
    expect((await send('a'.repeat(1_000_000)).catch(() => ({ status: 431 }))).status).toBe(431);
  });

  it('JV-10 an RSA key of 1024 bits is no key, and neither is one with exponent 1', async () => {
    await expectRefused(rsaToken({ kid: 'weak' }, {}, weak.privateKey));
    // The signature of exponent 1 is its own message: whoever sees the key can make it.
    const jwk = { ...rsa.publicKey.export({ format: 'jwk' }), e: 'AQ', kid: 'one' };
    service.keyServer.respond(json({ keys: [...service.issuer.jwks.keys, jwk] }));
    await expectRefused(rsaToken({ kid: 'one' }));
  });
});

describe.each(adapters)('the allow-list of algorithms on %s', (adapter) => {
  it('JV-10 refuses an algorithm that is not on it, although the key verifies', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'rsa' }] };
    const service = await startProtectedService({
      adapter,
      verifier: { algorithms: ['PS256'] },
      parts: { providers: [WhoamiTools] },
    });
    service.keyServer.respond(json(keys));
    const claims = part({ iss: service.issuer.issuer, aud: service.resource, sub: 'alice', exp: now + 300 });
    const signed = (alg: string, options: object) => {
      const input = `${part({ alg, kid: 'rsa', typ: 'at+jwt' })}.${claims}`;
      return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, ...options }).toString('base64url')}`;
    };
    const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
    const statusOf = async (token: string) => (await ask(service.resource, withHeaders(whoami, bearer(token)))).status;
    expect(await statusOf(signed('PS256', pss))).toBe(200);
    expect(await statusOf(signed('RS256', {}))).toBe(401);
    await service.stop();
  });
});
