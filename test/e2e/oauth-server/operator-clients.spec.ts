import { Inject, Injectable } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownClients, StoredClients, type ConfiguredClientOptions } from 'nestjs-mcp-auth/oauth-server';
import { adapters } from '../../support/launch.js';
import {
  basic,
  clientSecret,
  outcomeOf,
  redirectUri,
  startAttacked,
  type AttackedService,
} from '../../support/oauth-attack.js';

/** A part of an application that keeps clients. */
@Injectable()
class ClientAdministration {
  constructor(@Inject(StoredClients) readonly clients: StoredClients) {}
}

const machine = { grant_type: 'client_credentials' };

describe.each(adapters)('clients of the operator on %s', (adapter) => {
  let service: AttackedService;
  let clients: StoredClients;
  beforeAll(async () => {
    const fromJson = JSON.parse(`[
      { "clientId": "json", "secrets": [
        { "value": "${clientSecret}", "expiresAt": "2020-01-01T00:00:00Z" },
        { "value": "${clientSecret} 2", "expiresAt": "2120-01-01T00:00:00+01:00" }
      ] }
    ]`) as ConfiguredClientOptions[];
    const off = { clientId: 'off', redirectUris: [redirectUri], status: 'disabled' } as const;
    service = await startAttacked(
      adapter,
      { clients: [knownClients.claudeCode, knownClients.vsCode, off, ...fromJson] },
      { parts: { providers: [ClientAdministration] } },
    );
    ({ clients } = service.app.get(ClientAdministration));
  });
  afterAll(() => service.stop());

  it('may have the URL of a document for an id, which is not fetched (CI-09)', async () => {
    const asked = { client_id: knownClients.claudeCode.clientId, redirect_uri: 'http://localhost:3118/callback' };
    expect(outcomeOf(await service.authorize(asked))).toBe('code');
  });

  it('may be written in JSON, dates and all', async () => {
    const statusOf = async (secret: string) => (await service.token(machine, basic('json', secret))).status;
    expect([await statusOf(clientSecret), await statusOf(`${clientSecret} 2`)]).toEqual([401, 200]);
  });

  it('are unknown while they are switched off (AZ-01)', async () => {
    expect(outcomeOf(await service.authorize({ client_id: 'off' }))).toBe('page 400');
  });

  it('come and go in the database without a restart', async () => {
    const asked = { client_id: 'stored' };
    expect(outcomeOf(await service.authorize(asked))).toBe('page 400');
    await clients.save({ clientId: 'stored', redirectUris: [redirectUri] });
    expect(outcomeOf(await service.authorize(asked))).toBe('code');
    await clients.save({ clientId: 'stored', redirectUris: [redirectUri], status: 'disabled' });
    expect(outcomeOf(await service.authorize(asked))).toBe('page 400');
    expect([await clients.remove('stored'), await clients.remove('stored')]).toEqual([true, false]);
  });

  it('are judged like those of the options (RU-03)', async () => {
    const bad = clients.save({ clientId: 'bad', redirectUris: ['javascript:alert(1)'] });
    await expect(bad).rejects.toThrow(/client\.redirectUris/);
    await expect(clients.save({ clientId: '', redirectUris: [redirectUri] })).rejects.toThrow(/client\.clientId/);
    const weak = { clientId: 'weak', secrets: [{ value: 'short' }] };
    await expect(clients.save(weak)).rejects.toThrow(/client\.secrets\.0\.value/);
  });
});
