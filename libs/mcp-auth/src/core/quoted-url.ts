/**
 * What was given as a URL, as a message may repeat it: on one line and without its query, which may hold a key. What has
 * an `@` is not repeated at all: even where it is no URL, a password may stand before it.
 */
export function quotedUrl(given: unknown): string {
  const text = String(given);
  return /@|%40/i.test(text)
    ? 'what was given (not shown: it may hold a password)'
    : JSON.stringify(withoutQuery(text));
}

/** The URL up to its query or fragment. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}
