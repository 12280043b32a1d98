import { z } from 'zod';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { quotedUrl } from '../core/quoted-url.js';
import { isLoopback } from '../core/resource-identifier.js';
import { isScopeToken } from '../core/scopes.js';
import { listsHost } from './host-lists.js';

/** A text option; `faultOf` says what is wrong with a value, or nothing. */
export function textOption(faultOf: (text: string) => string | undefined) {
  return z.string().superRefine((text, context) => {
    const message = faultOf(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
}

/** A URL that we or our clients will ask: https, or plain http on loopback. */
export const safeUrl = textOption((text) => safeUrlFault(text));

/** The same where a list of hosts may be asked over plain http; `plainHttpProblems` looks at the scheme. */
export const webUrl = textOption(webUrlFault);

/** One scope (RFC 6749 §3.3). */
export const scopeOption = textOption((text) =>
  isScopeToken(text) ? undefined : `"${text}" is no well-formed scope (visible ASCII without quote and backslash)`,
);

/** What is wrong with a URL that is to be asked, or undefined. */
export function safeUrlFault(text: string, insecureHosts?: readonly string[]): string | undefined {
  const fault = webUrlFault(text);
  if (fault !== undefined) return fault;
  const url = new URL(text);
  if (url.protocol === 'https:' || isLoopback(url) || listsHost(insecureHosts ?? [], url)) return undefined;
  const exceptions = insecureHosts === undefined ? 'loopback only' : 'loopback and `outbound.insecureHosts` only';
  return `${quotedUrl(text)} must be an https URL (plain http is for ${exceptions})`;
}

/** What is wrong with a URL whatever its host, or undefined. */
export function webUrlFault(text: string): string | undefined {
  if (!URL.canParse(text)) return `${quotedUrl(text)} is not an absolute URL`;
  const { protocol, username, password } = new URL(text);
  // The value is not repeated: it holds a password.
  if (username !== '' || password !== '') return 'must not contain a user name or password';
  return ['https:', 'http:'].includes(protocol) ? undefined : `${quotedUrl(text)} must be an https URL`;
}

/** Options whose URLs must not be asked over plain http; what is no URL at all is told by the schema. */
export function plainHttpProblems(
  urls: readonly { readonly path: string; readonly url: unknown; readonly variable?: string | undefined }[],
  insecureHosts: readonly string[],
): readonly ConfigurationProblem[] {
  return urls.flatMap(({ path, url, variable }) => {
    if (typeof url !== 'string' || webUrlFault(url) !== undefined) return [];
    const message = safeUrlFault(url, insecureHosts);
    return message === undefined ? [] : [{ path, message, ...(variable !== undefined && { variable }) }];
  });
}
