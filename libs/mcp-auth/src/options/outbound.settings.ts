import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Resolution } from '../core/resolution.js';
import type { OptionTable } from './option-row.js';
import { textOption } from './option-schemas.js';
import { readOptions } from './read-options.js';

/** How this service reaches others, where it has to. */
export interface OutboundOptions {
  /** HTTP proxy for everything that goes out, save to loopback and `noProxyHosts`. `HTTPS_PROXY` and the like are not read. Default: none. */
  readonly proxyUrl?: string;
  /** Hosts that are reached without the proxy: `idp.internal`, `*.svc.cluster.local`. Default: none. */
  readonly noProxyHosts?: readonly string[];
  /** Certificates of authorities as PEM, trusted besides those that Node brings. */
  readonly caBundle?: string;
  /** Hosts whose URLs in the documents of a configured issuer are trusted as the issuer's own host is. Default: none. */
  readonly trustedHosts?: readonly string[];
  /** Hosts that may be asked over plain http, such as a sidecar's. Default: none besides loopback. */
  readonly insecureHosts?: readonly string[];
}

/** The `outbound` option, read and complete. */
export interface OutboundSettings {
  readonly proxyUrl?: string | undefined;
  readonly noProxyHosts: readonly string[];
  readonly caBundle?: string | undefined;
  readonly trustedHosts: readonly string[];
  readonly insecureHosts: readonly string[];
}
export const OutboundSettings = Symbol('OutboundSettings');

const hosts = z.array(textOption(hostFault)).default([]);

/** The rows of the `outbound` option. */
export const outboundTable = {
  prefix: 'MCP_AUTH_OUTBOUND',
  rows: {
    proxyUrl: {
      schema: textOption(proxyFault).optional(),
      doc: 'HTTP proxy for everything that goes out, save to loopback and `noProxyHosts`. `HTTPS_PROXY` and the like are not read.',
      // It may hold a password.
      variable: { form: 'secret' },
    },
    noProxyHosts: {
      schema: hosts,
      doc: 'Hosts that are reached without the proxy; `*.internal` means every host that ends so.',
      variable: { form: 'list' },
    },
    caBundle: {
      schema: textOption(bundleFault).optional(),
      doc: 'Certificates of authorities as PEM, trusted besides those that Node brings.',
      variable: { form: 'key' },
    },
    trustedHosts: {
      schema: hosts,
      doc: "Hosts whose URLs in the documents of a configured issuer are trusted as the issuer's own host is; others have to be public.",
      variable: { form: 'list' },
    },
    insecureHosts: {
      schema: hosts,
      doc: 'Hosts that may be asked over plain http, such as that of a sidecar; loopback always may.',
      variable: { form: 'list' },
    },
  },
} as const satisfies OptionTable;

/** Reads the `outbound` option. */
export function resolveOutbound(raw: unknown): Resolution<OutboundSettings> {
  return readOptions(outboundTable, raw ?? {}, 'outbound');
}

/** The value is not repeated: it may hold a password. */
function proxyFault(text: string): string | undefined {
  return isProxy(text) ? undefined : 'is no URL of a proxy such as "http://proxy.internal:3128"';
}

function isProxy(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    // A lone percent sign would be noticed by the first request only.
    decodeURIComponent(username + password);
    return ['http:', 'https:'].includes(protocol);
  } catch {
    return false;
  }
}

/** A pattern without a name of its own would be everybody, and one with a port nobody. */
function hostFault(text: string): string | undefined {
  const isHost = /^(?:(?:[a-z0-9_-]+\.)*[a-z0-9_-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$|^\*(?:\.[a-z0-9_-]+)+$/.test(text);
  return isHost
    ? undefined
    : `${JSON.stringify(text)} is no host such as "idp.internal", in lower case and without scheme`;
}

function bundleFault(text: string): string | undefined {
  const certificates = certificatesOf(text);
  if (certificates.length === 0) return 'holds no certificate as PEM';
  return certificates.every(isCertificate) ? undefined : 'holds a certificate that cannot be read';
}

function certificatesOf(text: string): readonly string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
