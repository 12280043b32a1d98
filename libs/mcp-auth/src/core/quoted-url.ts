/** Before these a password may stand, even where a parser sees none: the host of `https://user:1/2@host` is `user`. */
const mayHoldPassword = /[@\uff20\ufe6b]|%40/i;
const hidden = 'what was given (not shown: it may hold a password)';

/**
 * What was given as a URL, as a message may repeat it: on one line and without its query, which may hold a key. What has
 * an `@` is not repeated at all: even where it is no URL, a password may stand before it.
 */
export function quotedUrl(given: unknown): string {
  const text = String(given);
  return mayHoldPassword.test(text) ? hidden : JSON.stringify(withoutQuery(text));
}

/** The same without quotes, for the log. */
export function shownUrl(url: string): string {
  return mayHoldPassword.test(url) ? hidden : withoutQuery(url);
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}
