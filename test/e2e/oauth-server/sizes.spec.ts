import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../../contract/databases.js';
import { authorizationQuery } from '../../support/authorization.js';
import { refusalOf, startAttacked } from '../../support/oauth-attack.js';

describe.each(databaseKinds)('requests on $name', ({ create }) => {
  it.skipIf(create === undefined)('are kept as long as they may be, or refused', async () => {
    const database = await create?.();
    if (database === undefined) throw new Error('There is no database');
    const encryptionKeys = ['a key of the test of sizes, longer than it must be'];
    const service = await startAttacked('fastify', { dataSource: database.options, encryptionKeys });
    const filled = (bytes: number) => {
      const query = `${authorizationQuery()}&unknown=`;
      return query + '['.repeat(bytes - query.length);
    };
    const [largest, larger] = [
      await service.post('/par', filled(20 * 1024)),
      await service.post('/par', filled(20 * 1024 + 1)),
    ];
    const json = { 'content-type': 'application/json' };
    const registration = await service.post('/register', `{"x":"${'x'.repeat(64 * 1024)}"}`, json);
    await service.stop();
    await database.drop();
    expect([largest.status, refusalOf(larger), refusalOf(registration)]).toEqual([
      201,
      [413, 'invalid_request'],
      [413, 'invalid_request'],
    ]);
  });
});
