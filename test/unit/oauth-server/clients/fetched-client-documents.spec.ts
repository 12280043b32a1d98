import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { describe, expect, it } from 'vitest';
import { FetchedClientDocuments } from '../../../../libs/mcp-auth/src/oauth-server/clients/fetched.client-documents.js';
import type { ClientSettings } from '../../../../libs/mcp-auth/src/oauth-server/clients/client.settings.js';
import { knownClients } from '../../../../libs/mcp-auth/src/oauth-server/clients/known-clients.js';
import { FetchError, type FetchFault } from '../../../../libs/mcp-auth/src/outbound/fetch-error.js';
import { outboundThatAnswers } from '../../../support/outbound.js';

const { claudeCode } = knownClients;

/** Documents on a host whose every fetch fails. */
function documentsWhere(fault: FetchFault, metadataDocuments: ClientSettings['metadataDocuments'] = 'open') {
  const outbound = outboundThatAnswers((url) => Promise.reject(new FetchError(fault, url)));
  const settings = { metadataDocuments } as ClientSettings;
  return new FetchedClientDocuments(settings, ['authorization_code', 'refresh_token'], outbound, new FrozenClock(0));
}

describe('the document of a client that cannot be fetched', () => {
  it.each(Object.values(knownClients))(
    'is remembered for $name, so that it logs in without the internet',
    async (known) => {
      const client = await documentsWhere('unreachable').find(known.clientId);
      expect([client?.origin, client?.presentation.name, client?.redirectUris]).toEqual([
        'document',
        known.name,
        known.redirectUris,
      ]);
    },
  );

  it('is remembered for nobody else', async () => {
    const finding = documentsWhere('unreachable').find('https://app.test/client');
    await expect(finding).rejects.toMatchObject({ reason: 'client_document_unreachable' });
  });

  it('is not remembered where the vendor answers something else', async () => {
    const finding = documentsWhere('not_json').find(claudeCode.clientId);
    await expect(finding).rejects.toMatchObject({ reason: 'client_document_unusable' });
  });

  it.each(['off', ['app.test']] as const)('is not remembered where documents are %o', async (metadataDocuments) => {
    expect(await documentsWhere('unreachable', metadataDocuments).find(claudeCode.clientId)).toBeUndefined();
  });
});
