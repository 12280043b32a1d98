import { z } from 'zod';
import { quotedUrl } from '../core/quoted-url.js';
import { isLoopback } from '../core/resource-identifier.js';
import { isScopeToken } from '../core/scopes.js';

/** A text option; `faultOf` says what is wrong with a value, or nothing. */
export function textOption(faultOf: (text: string) => string | undefined) {
  return z.string().superRefine((text, context) => {
    const message = faultOf(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
}

/** A URL that we or our clients will ask: https, or plain http on loopback. */
export const safeUrl = textOption(safeUrlFault);

/** One scope (RFC 6749 §3.3). */
export const scopeOption = textOption((text) =>
  isScopeToken(text) ? undefined : `"${text}" is no well-formed scope (visible ASCII without quote and backslash)`,
);

/** What is wrong with a URL that is to be asked, or undefined. */
export function safeUrlFault(text: string): string | undefined {
  if (!URL.canParse(text)) return `${quotedUrl(text)} is not an absolute URL`;
  const url = new URL(text);
  // The value is not repeated: it holds a password.
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return undefined;
  return `${quotedUrl(text)} must be an https URL (plain http is for loopback only)`;
}
