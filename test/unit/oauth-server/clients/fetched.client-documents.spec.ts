import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { expect, it } from 'vitest';
import { FetchedClientDocuments } from '../../../../libs/mcp-auth/src/oauth-server/clients/fetched.client-documents.js';
import type { ClientSettings } from '../../../../libs/mcp-auth/src/oauth-server/clients/client.settings.js';
import type { Ask, OutboundAnswer } from '../../../../libs/mcp-auth/src/core/outbound.js';
import { outboundThatAnswers } from '../../../support/outbound.js';

const settings = { issuer: 'https://api.test', metadataDocuments: 'open' } as ClientSettings;

it('reads a hundred documents at the same time at most: strangers choose them (CI-08)', async () => {
  const waiting: (() => void)[] = [];
  const answer: Ask = (url) =>
    new Promise<OutboundAnswer>((resolve) => {
      const text = JSON.stringify({ client_id: url, client_name: 'Notes', redirect_uris: ['https://app.test/cb'] });
      waiting.push(() => resolve({ status: 200, text, headers: new Headers({ 'content-type': 'application/json' }) }));
    });
  const documents = new FetchedClientDocuments(
    settings,
    ['authorization_code'],
    outboundThatAnswers(answer),
    new FrozenClock(),
  );
  const asked = Array.from({ length: 100 }, (_, i) => documents.find(`https://client.test/${i}`));
  const oneMore = documents.find('https://client.test/too');
  await expect(oneMore).rejects.toMatchObject({ reason: 'client_document_unreachable' });
  for (const proceed of waiting) proceed();
  expect((await Promise.all(asked)).map((client) => client?.clientId)).toHaveLength(100);
  const again = documents.find('https://client.test/too');
  waiting.at(-1)?.();
  await expect(again).resolves.toMatchObject({ clientId: 'https://client.test/too' });
});
