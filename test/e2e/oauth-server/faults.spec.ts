import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownDataSource } from '../../../libs/mcp-auth/src/oauth-server/persistence/typeorm/own-data-source.js';
import { Store } from '../../../libs/mcp-auth/src/oauth-server/repositories/store.js';
import { StoreError } from '../../../libs/mcp-auth/src/oauth-server/repositories/store-error.js';
import { Signer } from '../../../libs/mcp-auth/src/oauth-server/signing-keys/signer.js';
import { authorizationQuery } from '../../support/authorization.js';
import { ask, type Answer } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { basic, startAttacked, type AttackedService } from '../../support/oauth-attack.js';

const inside = "SELECT * FROM secret_table WHERE a='canary' at /srv/app/driver.js:7";

/** Makes every method of a part of the service fail. */
function breakPart(part: object, failure: Error): void {
  for (let proto = part; proto !== Object.prototype; proto = Object.getPrototypeOf(proto) as object) {
    for (const name of Object.getOwnPropertyNames(proto).filter((one) => one !== 'constructor')) {
      const descriptor = Object.getOwnPropertyDescriptor(proto, name);
      if (typeof descriptor?.value === 'function')
        Object.defineProperty(part, name, { value: () => Promise.reject(failure), configurable: true });
    }
  }
}

const json = { 'content-type': 'application/json' };

/** A request to each endpoint that asks the store or the signer. */
const requests: Readonly<Record<string, (service: AttackedService, code: string) => Promise<Answer>>> = {
  authorize: (service) => service.authorize(),
  token: (service, code) => service.redeem(code),
  par: (service) => service.post('/par', authorizationQuery()),
  revoke: (service) => service.post('/revoke', { token: 'mcpat_x', client_id: 'cli' }),
  introspect: (service) => service.post('/introspect', { token: 'mcpat_x' }, basic('machine')),
  register: (service) => service.post('/register', '{"redirect_uris":["https://app.test/cb"]}', json),
  jwks: (service) => ask(`${service.issuer}/.well-known/jwks.json`),
};

describe('a statement that fails while the application logs every statement', () => {
  it('is told without the values that it was about (LK-03)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mcp-auth-'));
    const dataSource = { type: 'better-sqlite3', database: join(folder, 'store.sqlite'), logging: true } as const;
    const service = await startAttacked('fastify', {
      dataSource,
      encryptionKeys: ['a key of the fault test, long enough'],
    });
    const other = await ownDataSource(dataSource).initialize();
    await other.query('DROP TABLE mcp_auth_consent');
    await other.destroy();
    const answer = await service.authorize({}, { 'x-test-user': 'canary-person' });
    await service.stop();
    await rm(folder, { recursive: true });
    const told = service.log.lines.join('\n');
    expect([answer.status, told.includes('no such table'), told.includes('canary-person')]).toEqual([503, true, false]);
  });
});

describe.each(adapters)('a fault inside, on %s', (adapter) => {
  let service: AttackedService;
  let code: string;
  beforeEach(async () => {
    service = await startAttacked(adapter);
    code = await service.code();
  });
  afterEach(() => service.stop());

  function breakAll(failure: Error): void {
    const store = service.app.get(Store, { strict: false });
    for (const repository of [store.families, store.clients, store.consents, store.pushedRequests, store.opaqueTokens])
      breakPart(repository, failure);
    breakPart(service.app.get(Signer, { strict: false }), failure);
  }

  function expectNothingOfTheInside({ text, headers }: Answer): void {
    expect(text).not.toMatch(/canary|SELECT|driver|\/srv|Error:|\n {4}at /);
    expect(headers['cache-control']).toBe('no-store');
  }

  it.each(Object.entries(requests))('is told by %s with an id alone (LK-02)', async (_, request) => {
    breakAll(new Error(inside));
    const answer = await request(service, code);
    expect(answer.status).toBe(500);
    expectNothingOfTheInside(answer);
    const [id = 'none'] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(answer.text) ?? [];
    expect(service.log.lines.some((line) => line.includes(id) && line.includes('failed'))).toBe(true);
  });

  it.each(['authorize', 'token', 'par', 'revoke', 'introspect', 'register'])(
    'of the store has %s say that it may come again, and spends nothing',
    async (name) => {
      breakAll(new StoreError('The database did not do what it was asked', { cause: new Error(inside) }));
      const answer = await requests[name]?.(service, code);
      expect([answer?.status, answer?.headers['retry-after']]).toEqual([503, '5']);
      if (answer !== undefined) expectNothingOfTheInside(answer);
    },
  );
});
