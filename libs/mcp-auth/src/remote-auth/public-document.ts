import { jsonReply, type HttpReply } from '../http/http-reply.js';

/** Readable by every origin without credentials (RFC 9728 §3.2); nothing of the request gets into the answer. */
export const readableByAll = { 'access-control-allow-origin': '*' };

/** Answers one request for a document that everybody may read. Pure. */
export function publicDocumentReply(method: string, document: Readonly<Record<string, unknown>>): HttpReply {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return jsonReply(200, document, { ...readableByAll, 'cache-control': 'public, max-age=300' });
    case 'OPTIONS':
      return {
        status: 204,
        headers: {
          ...readableByAll,
          'access-control-allow-methods': 'GET, HEAD, OPTIONS',
          'access-control-allow-headers': 'Accept, Content-Type, MCP-Protocol-Version',
          'access-control-max-age': '600',
        },
        body: '',
      };
    default:
      return jsonReply(405, { error: 'method_not_allowed' }, { allow: 'GET, HEAD, OPTIONS' });
  }
}
