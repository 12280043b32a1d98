import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.check.js';

/** Whether a URL may be one of the public internet, as far as its text tells; its host is looked up when it is fetched. */
export function isPublicHttpsUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? !/(?:^|\.)localhost\.?$/.test(host) : isPublicAddress(host);
}
