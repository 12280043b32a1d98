import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { requestFieldsOf } from '../../../libs/mcp-auth/src/http/request-fields.js';

function request(authorized: boolean | undefined, subjectaltname: string | undefined): IncomingMessage {
  const socket = { authorized, getPeerCertificate: () => ({ subjectaltname }) };
  return { rawHeaders: ['X-User', 'a', 'x-user', 'b'], socket } as unknown as IncomingMessage;
}

describe('what a verifier sees of a request', () => {
  it('is every field by its name, however it is written', () => {
    expect(requestFieldsOf(request(false, undefined)).valuesOf('X-USER')).toEqual(['a', 'b']);
  });

  it('is the names of a certificate that the server trusts', () => {
    const names = 'DNS:gateway.internal, URI:spiffe://mesh/gateway';
    expect(requestFieldsOf(request(true, names)).peer?.names).toEqual(names.split(', '));
    expect(requestFieldsOf(request(false, names)).peer).toBeUndefined();
    expect(requestFieldsOf(request(undefined, names)).peer).toBeUndefined();
    expect(requestFieldsOf(request(true, undefined)).peer?.names).toEqual([]);
  });

  it('is one name, where a certificate has one made to look like several: Node quotes it and escapes its commas', () => {
    const names = String.raw`DNS:other.internal, URI:"http://a/\u002c URI:spiffe://mesh/gateway\u002c DNS:b"`;
    expect(requestFieldsOf(request(true, names)).peer?.names).toHaveLength(2);
  });
});
