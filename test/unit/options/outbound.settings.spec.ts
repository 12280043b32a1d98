import { beforeAll, describe, expect, it } from 'vitest';
import { resolveOutbound } from '../../../libs/mcp-auth/src/options/outbound.settings.js';
import { selfSigned } from '../../support/self-signed.js';

let certificate: string;
beforeAll(async () => {
  certificate = (await selfSigned('idp.test')).cert;
});

function problemsOf(options: unknown): readonly string[] {
  const resolution = resolveOutbound(options);
  return resolution.ok ? [] : resolution.problems.map(({ path, message }) => `${path}: ${message}`);
}

const noProxy = 'outbound.proxyUrl: is no URL of a proxy such as "http://proxy.internal:3128"';

describe('the outbound option', () => {
  it('needs nothing: no proxy, no further authority, nobody trusted or insecure', () => {
    expect(resolveOutbound(undefined)).toEqual({
      ok: true,
      settings: { noProxyHosts: [], trustedHosts: [], insecureHosts: [] },
    });
  });

  it.each(['http://proxy.internal:3128', 'https://proxy.internal', 'http://user:p%40ss%3A@10.0.0.1:8080'])(
    'takes the proxy %s',
    (proxyUrl) => {
      expect(problemsOf({ proxyUrl })).toEqual([]);
    },
  );

  it.each(['proxy.internal:3128', 'socks5://proxy.internal', 'proxy', ''])('takes no proxy "%s"', (proxyUrl) => {
    expect(problemsOf({ proxyUrl })).toEqual([noProxy]);
  });

  it.each(['http://us%er:x@proxy.internal:3128', 'http://user:100%@proxy.internal:3128'])(
    'takes no proxy whose credentials cannot be decoded: %s',
    (proxyUrl) => {
      expect(problemsOf({ proxyUrl })).toEqual([noProxy]);
    },
  );

  it('does not repeat the password of a proxy', () => {
    expect(problemsOf({ proxyUrl: 'ftp://user:s3cret@proxy.internal' }).join()).not.toContain('s3cret');
  });

  it.each(['idp.internal', '*.svc.cluster.local', 'localhost:8080', '10.0.0.7', '[fd00::1]:8443', 'my_sidecar'])(
    'takes the host %s',
    (host) => {
      expect(problemsOf({ noProxyHosts: [host], trustedHosts: [host], insecureHosts: [host] })).toEqual([]);
    },
  );

  it.each([
    '*',
    '*.',
    '',
    '**.internal',
    'a.*.internal',
    'https://idp.internal',
    'idp.internal/path',
    'IDP.internal',
    'a b',
    '*.internal:8443',
  ])('takes no host "%s", which would be everybody or nobody', (host) => {
    const fault = `${JSON.stringify(host)} is no host such as "idp.internal", in lower case and without scheme`;
    expect(problemsOf({ noProxyHosts: [host], trustedHosts: [host], insecureHosts: [host] })).toEqual([
      `outbound.noProxyHosts.0: ${fault}`,
      `outbound.trustedHosts.0: ${fault}`,
      `outbound.insecureHosts.0: ${fault}`,
    ]);
  });

  it('takes certificates as PEM, one or several', () => {
    expect([problemsOf({ caBundle: certificate }), problemsOf({ caBundle: certificate + certificate })]).toEqual([
      [],
      [],
    ]);
  });

  it.each(['', 'nonsense', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'])(
    'takes no bundle without a certificate: %j',
    (caBundle) => {
      expect(problemsOf({ caBundle })).toEqual(['outbound.caBundle: holds no certificate as PEM']);
    },
  );

  it('takes no bundle in which one certificate is damaged', () => {
    const damaged = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect(problemsOf({ caBundle: certificate + damaged })).toEqual([
      'outbound.caBundle: holds a certificate that cannot be read',
    ]);
  });

  it('names the variable that sets the faulty option', () => {
    expect(resolveOutbound({ proxyUrl: 'x', insecureHosts: ['*'] })).toMatchObject({
      problems: [{ variable: 'MCP_AUTH_OUTBOUND_PROXY_URL' }, { variable: 'MCP_AUTH_OUTBOUND_INSECURE_HOSTS' }],
    });
  });

  it('refuses an option that does not exist', () => {
    expect(problemsOf({ rejectUnauthorized: false })).toHaveLength(1);
  });
});
