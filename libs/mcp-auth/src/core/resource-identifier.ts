import { shownUrl } from './quoted-url.js';

/** A loopback host as it stands in `URL.hostname`. */
const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether the URL's host is this very machine. Only literal loopback names count; nothing is resolved. */
export function isLoopback(url: URL): boolean {
  return isLoopbackHost(url.hostname);
}

/** Whether the name of a host, in lower case, is this very machine. */
export function isLoopbackHost(name: string): boolean {
  return loopbackHost.test(name);
}

/** Whether a text is an http or https URL; `urn:` names and `host:port` are URLs as well. */
export function isWebUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/** Why a text cannot be a resource identifier, or undefined when it can (RFC 8707 §2: absolute URI, no fragment). */
export function resourceIdentifierFault(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is not an absolute URL';
  if (!isWebUrl(text)) return 'must be an https URL';
  const url = new URL(text);
  if (text.includes('#')) return 'must have no fragment (RFC 8707)';
  if (text.includes('?')) return 'must have no query';
  if (url.username !== '' || url.password !== '') return 'must have no user name or password';
  // Clients compare character by character, so there is one way to write it; a bare origin needs no slash.
  return text === url.href || `${text}/` === url.href ? undefined : `must be written as ${shownUrl(url.href)}`;
}

/**
 * The form in which identifiers of resources are compared: scheme and host in lower case, no default port, without one final slash
 * (RFC 8707 §2). Undefined for what can be no identifier.
 */
export function comparableResource(text: string): string | undefined {
  if (text.includes('#') || !isWebUrl(text)) return undefined;
  const { username, password, href } = new URL(text);
  return username === '' && password === '' ? href.replace(/\/$/, '') : undefined;
}
