import type { ServerResponse } from 'node:http';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../../libs/mcp-auth/src/core/clock.js';
import { Store } from '../../../libs/mcp-auth/src/oauth-server/repositories/store.js';
import { authorizationQuery, testClient, testVerifier } from '../../support/authorization.js';
import { startClientHost, type ClientHost } from '../../support/client-host.js';
import { ask, type Answer } from '../../support/http-client.js';
import { json } from '../../support/json-server.js';
import { ecKeys, type KeyPair } from '../../support/keys.js';
import { startOAuthService, type OAuthService, type OAuthServiceOptions } from '../../support/oauth-service.js';

const redirectUri = 'https://app.test/cb';
let host: ClientHost;
let keys: KeyPair;
beforeAll(async () => {
  [host, keys] = await Promise.all([startClientHost(), ecKeys()]);
});
afterAll(() => host.stop());

const idOf = (name: string) => `${host.origin}/${name}`;
const documentOf = (id: string, changes: object = {}) => ({
  client_id: id,
  client_name: 'Notes',
  redirect_uris: [redirectUri],
  ...changes,
});

const authorize = (service: OAuthService, clientId: string, changes: Readonly<Record<string, string>> = {}) =>
  ask(`${service.issuer}/authorize?${authorizationQuery({ client_id: clientId, ...changes })}`);

function exchange(service: OAuthService, code: string, parameters: Readonly<Record<string, string>>): Promise<Answer> {
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: testVerifier };
  const body = new URLSearchParams({ ...grant, ...parameters }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return ask(`${service.issuer}/token`, { method: 'POST', headers, body });
}

const codeIn = ({ headers }: Answer) => new URL(headers.location ?? '').searchParams.get('code') ?? '';

async function withService(server: OAuthServiceOptions['server'], run: (service: OAuthService) => Promise<void>) {
  const service = await startOAuthService({ adapter: 'fastify', ...(server && { server }) });
  host.showTo(service.app);
  try {
    await run(service);
  } finally {
    await service.stop();
  }
}

const metadataOf = async ({ issuer }: OAuthService) =>
  (await ask(`${issuer}/.well-known/oauth-authorization-server`)).json();

const assertionOf = (clientId: string, audience: string) =>
  new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setExpirationTime('1m')
    .sign(keys.privateKey);
const signed = (assertion: string) => ({
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: assertion,
});

describe('metadata documents of clients', () => {
  it('are asked for nowhere where they are off, nor announced (DI-02)', async () => {
    await withService({ clientMetadataDocuments: 'off' }, async (service) => {
      const before = host.connections();
      expect((await authorize(service, idOf('off'))).status).toBe(400);
      expect(host.connections()).toBe(before);
      expect(await metadataOf(service)).not.toHaveProperty('client_id_metadata_document_supported');
    });
  });

  it('are no way out where they are off, and neither are keys of a client that registers: nothing is fetched', async () => {
    const metadata = {
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'private_key_jwt',
      jwks_uri: idOf('keys'),
    };
    const headers = { 'content-type': 'application/json' };
    await withService({ clientMetadataDocuments: 'off' }, async (service) => {
      const before = host.connections();
      const registration = { method: 'POST', headers, body: JSON.stringify(metadata) };
      const { status, json: refusal } = await ask(`${service.issuer}/register`, registration);
      expect([status, refusal()['error']]).toEqual([400, 'invalid_client_metadata']);
      // One that registered before they were switched off.
      const client = { ...testClient, origin: 'registered', authenticationMethod: 'private_key_jwt' } as const;
      const { clients } = service.app.get(Store, { strict: false });
      const published = { from: 'jwks_uri', uri: idOf('keys') } as const;
      await clients.register({ client: { ...client, clientId: 'earlier', keys: published }, registeredAtMs: 1 }, 0);
      const assertion = await assertionOf('earlier', service.issuer);
      expect((await exchange(service, 'x', signed(assertion))).status).toBe(401);
      expect(host.connections()).toBe(before);
    });
  });

  it('are asked for at the hosts that the operator named, and at no other (AS-31)', async () => {
    host.respond(json(documentOf(idOf('listed'))));
    await withService({ clientMetadataDocuments: [new URL(host.origin).host] }, async (service) => {
      expect((await authorize(service, idOf('listed'))).status).toBe(303);
      expect(await metadataOf(service)).toMatchObject({ client_id_metadata_document_supported: true });
    });
    await withService({ clientMetadataDocuments: ['other.test'] }, async (service) => {
      const before = host.connections();
      expect((await authorize(service, idOf('listed'))).status).toBe(400);
      expect(host.connections()).toBe(before);
    });
  });

  it('are not asked for where the operator knows the client (CI-09)', async () => {
    const clients = [{ clientId: idOf('known'), redirectUris: ['https://known.test/cb'] }];
    await withService({ clients }, async (service) => {
      const before = host.connections();
      const answer = await authorize(service, idOf('known'), { redirect_uri: 'https://known.test/cb' });
      expect([answer.status, host.connections()]).toEqual([303, before]);
    });
  });

  it('leave the client as it was while they cannot be had, and a stranger to come again', async () => {
    host.respond(json(documentOf(idOf('outage'))));
    await withService({}, async (service) => {
      const code = codeIn(await authorize(service, idOf('outage')));
      host.respond((_, response) => void response.writeHead(500).end());
      service.app.get(Clock, { strict: false }).monotonicMs = () => performance.now() + 3_600_000;
      expect((await exchange(service, code, { client_id: idOf('outage') })).status).toBe(200);
      const stranger = await exchange(service, 'x', { client_id: idOf('stranger') });
      expect([stranger.status, stranger.headers['retry-after']]).toEqual([503, '5']);
    });
  });

  it('end the client where they are gone (CI-08)', async () => {
    host.respond(json(documentOf(idOf('gone'))));
    await withService({}, async (service) => {
      expect((await authorize(service, idOf('gone'))).status).toBe(303);
      host.respond((_, response) => void response.writeHead(404).end());
      service.app.get(Clock, { strict: false }).monotonicMs = () => performance.now() + 3_600_000;
      expect((await authorize(service, idOf('gone'))).status).toBe(400);
    });
  });

  it('are asked for again ten seconds after they could not be had (CI-08)', async () => {
    host.respond((_, response) => void response.writeHead(404).end());
    await withService({}, async (service) => {
      expect((await authorize(service, idOf('late'))).status).toBe(400);
      host.respond(json(documentOf(idOf('late'))));
      expect((await authorize(service, idOf('late'))).status).toBe(400);
      service.app.get(Clock, { strict: false }).monotonicMs = () => performance.now() + 10_001;
      expect((await authorize(service, idOf('late'))).status).toBe(303);
    });
  });
});

describe('a client that signs, known by its metadata document', () => {
  const publicJwk = () => keys.publicKey.export({ format: 'jwk' });

  it('gets tokens with its signature, and none without it (AS-33)', async () => {
    const id = idOf('signing');
    const signing = { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [publicJwk()] } };
    host.respond(json(documentOf(id, signing)));
    await withService({}, async (service) => {
      const code = codeIn(await authorize(service, id));
      expect((await exchange(service, code, { client_id: id })).status).toBe(401);
      const assertion = await assertionOf(id, service.issuer);
      expect((await exchange(service, code, signed(assertion))).status).toBe(200);
    });
  });

  it('may have its keys at its own host (CI-10)', async () => {
    const id = idOf('published');
    const signing = { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: idOf('keys') };
    const keySet = json({ keys: [{ ...publicJwk(), use: 'sig' }] });
    host.respond((request, response) => {
      const answer = request.url === '/keys' ? keySet : json(documentOf(id, signing));
      answer(request, response);
    });
    await withService({}, async (service) => {
      const code = codeIn(await authorize(service, id));
      const assertion = await assertionOf(id, service.issuer);
      expect((await exchange(service, code, signed(assertion))).status).toBe(200);
    });
  });

  it.each([
    ['redirects', (response: ServerResponse) => response.writeHead(302, { location: '/keys2' }).end()],
    ['is too large', (response: ServerResponse) => response.end('x'.repeat(600_000))],
  ])('gets nothing where its key set %s (CI-10)', async (name, answerKeys) => {
    const id = idOf(`keys-${name.replaceAll(' ', '-')}`);
    const signing = { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: idOf('keys') };
    host.respond((request, response) => {
      if (request.url === '/keys') void answerKeys(response);
      else json(documentOf(id, signing))(request, response);
    });
    await withService({}, async (service) => {
      const code = codeIn(await authorize(service, id));
      const assertion = await assertionOf(id, service.issuer);
      expect((await exchange(service, code, signed(assertion))).status).toBe(401);
    });
  });

  it('gets nothing where its key set is at a private host, which is not asked (CI-10)', async () => {
    const id = idOf('private-keys');
    const jwks_uri = `https://127.0.0.1:${host.port}/keys`;
    host.respond(json(documentOf(id, { token_endpoint_auth_method: 'private_key_jwt', jwks_uri })));
    await withService({}, async (service) => {
      expect((await authorize(service, id)).status).toBe(400);
    });
  });

  it('may leave the choice to the server, as ChatGPT does, and then come either way', async () => {
    const id = idOf('choice');
    const choice = {
      token_endpoint_auth_methods_supported: ['private_key_jwt', 'none'],
      jwks: { keys: [publicJwk()] },
    };
    host.respond(json(documentOf(id, choice)));
    await withService({}, async (service) => {
      const unsigned = await exchange(service, codeIn(await authorize(service, id)), { client_id: id });
      const assertion = await assertionOf(id, service.issuer);
      const withSignature = await exchange(service, codeIn(await authorize(service, id)), signed(assertion));
      expect([unsigned.status, withSignature.status]).toEqual([200, 200]);
    });
  });
});
