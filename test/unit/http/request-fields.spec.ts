import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { requestFieldsOf } from '../../../libs/mcp-auth/src/http/request-fields.js';
import { selfSigned } from '../../support/self-signed.js';

const request = (rawHeaders: readonly string[], socket: object = {}) =>
  ({ rawHeaders, socket }) as unknown as IncomingMessage;

const shown = (subjectaltname: string | undefined, authorized: unknown = true) =>
  requestFieldsOf(request([], { authorized, getPeerCertificate: () => ({ subjectaltname }) })).peer;

describe('the header fields of a request', () => {
  const fields = requestFieldsOf(request(['X-User', 'alice', 'x-user', 'bob', 'X-User-Id', '7']));

  it('are told one by one, however often they were sent', () => {
    expect(fields.valuesOf('x-user')).toEqual(['alice', 'bob']);
  });

  it('are found whatever the case of their name', () => {
    expect(fields.valuesOf('X-USER-ID')).toEqual(['7']);
  });

  it('are none where none was sent', () => {
    expect(fields.valuesOf('x-other')).toEqual([]);
  });
});

describe('the peer of a connection', () => {
  it('is nobody without TLS', () => {
    expect(requestFieldsOf(request([])).peer).toBeUndefined();
  });

  it.each([false, null, 'true'])('is nobody with a certificate that no authority vouches for: %j', (authorized) => {
    expect(shown('DNS:gateway.internal', authorized)).toBeUndefined();
  });

  it('has the names of its certificate', () => {
    expect(shown('DNS:gateway.internal, URI:spiffe://mesh/ns/edge/sa/gateway')).toEqual({
      names: ['DNS:gateway.internal', 'URI:spiffe://mesh/ns/edge/sa/gateway'],
    });
  });

  it.each([undefined, ''])('has no name where its certificate has none: %j', (subjectaltname) => {
    expect(shown(subjectaltname)).toEqual({ names: [] });
  });

  it.each(['a, DNS:gateway.internal', 'a, DNS:gateway.internal, b', 'a", DNS:gateway.internal, "b'])(
    'has no name that only stands inside another one: %s (CVE-2021-44532)',
    async (hostname) => {
      const { subjectAltName } = new X509Certificate((await selfSigned(hostname)).cert);
      expect(subjectAltName).toContain('DNS:gateway.internal');
      expect(shown(subjectAltName)?.names).not.toContain('DNS:gateway.internal');
    },
  );
});
