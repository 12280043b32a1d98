import type { html } from 'hono/html';

/** A page as text. The template escapes everything that it did not write itself. */
export function htmlText(markup: ReturnType<typeof html>): string {
  if (markup instanceof Promise) throw new Error('A page waits for nothing');
  return markup.toString();
}
