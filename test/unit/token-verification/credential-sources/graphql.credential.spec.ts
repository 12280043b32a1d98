import { ExecutionContextHost } from '@nestjs/core/internal';
import { describe, expect, it } from 'vitest';
import { graphqlSource } from '../../../../libs/mcp-auth/src/token-verification/credential-sources/graphql.credential.js';

const rawHeaders = ['Authorization', 'Bearer good'];
const request = { headers: {}, rawHeaders };
const response = { setHeader: () => undefined, end: () => undefined };

function read(context: unknown) {
  const host = new ExecutionContextHost([undefined, {}, context, {}]);
  host.setType('graphql');
  return graphqlSource.read(host);
}

describe('the credential of a GraphQL operation', () => {
  it.each([
    ['{ req, res } (Apollo)', { req: request, res: response }],
    ['{ req } of Express', { req: Object.assign({ res: response }, request) }],
    ['{ reply } (Mercurius)', { reply: { request: { raw: request }, raw: response } }],
    ['the request itself', Object.assign({ res: response }, request)],
  ])('is that of the HTTP request, and the response is known: %s', (_, context) => {
    expect(read(context)).toMatchObject({ in: 'request', carrier: { rawHeaders }, response });
  });

  it('is that of the request where nobody tells the response', () => {
    expect(read({ req: { raw: request } })).toEqual({
      in: 'request',
      carrier: request,
      adapterRequest: { raw: request },
    });
  });

  it.each([
    ['a subscription', (upgrade: object) => ({ reply: { request: { raw: upgrade } } })],
    ['a query', (upgrade: object) => ({ request: { raw: upgrade } })],
  ])('belongs to one operation on a socket, where the request is hours old: %s', (_, contextOf) => {
    const context = contextOf({ headers: { upgrade: 'websocket' }, rawHeaders });
    expect(read(context)).toEqual({ in: 'message', carrier: context, authorizationFields: ['Bearer good'] });
  });
});
