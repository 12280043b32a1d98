import type { PageTexts, TextKey } from './texts/en.js';

/** How pages look and in which language they speak. */
export interface PageLook {
  readonly language: string;
  readonly texts: PageTexts;
  /** What people call this service. */
  readonly serviceName: string;
  /** A picture as a `data:` URL; nothing is loaded from elsewhere. */
  readonly logo?: string | undefined;
  readonly style: string;
}

/** A sentence in the language of the page; a word in braces gives way to its value. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

export function sayIn({ texts }: PageLook): Say {
  return (key, values = {}) =>
    texts[key].replaceAll(/\{(\w+)\}/g, (word, name: string) => String(values[name] ?? word));
}
