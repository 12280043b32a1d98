import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.check.js';

/** Whether a URL may be one of the public internet, as far as its text tells; its host is looked up when it is fetched. */
export function isPublicHttpsUrl(text: string): boolean {
  if (!isPlainHttpsUrl(text)) return false;
  const host = new URL(text).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? !/(?:^|\.)localhost\.?$/.test(host) : isPublicAddress(host);
}

/** Whether a URL is one of https that carries no password; nothing is said about its host. */
export function isPlainHttpsUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
}
