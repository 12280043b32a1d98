/** A form as it stands in a page, with what a browser would send for it. */
export interface PageForm {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** The forms of a page of the demo; good for pages that are written plainly. */
export function formsOf(html: string, url: string): readonly PageForm[] {
  return [...html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => ({
    action: new URL(attributesOf(head)['action'] ?? '', url).href,
    fields: [...body.matchAll(/<input([^>]*)>/g)].flatMap(([, text = '']) => {
      const { name, value = '', type } = attributesOf(text);
      const isSent = name !== undefined && (type !== 'checkbox' || /\schecked\b/.test(text));
      return isSent ? [[name, value] as const] : [];
    }),
  }));
}

function attributesOf(text: string): Readonly<Record<string, string | undefined>> {
  const pairs = [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescaped(value)]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

function unescaped(text: string): string {
  const characters: Readonly<Record<string, string>> = { quot: '"', lt: '<', gt: '>', amp: '&', '#39': "'" };
  return text.replaceAll(/&(quot|lt|gt|amp|#39);/g, (_, name: string) => characters[name] ?? '');
}
