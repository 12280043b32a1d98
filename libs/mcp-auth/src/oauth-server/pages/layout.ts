import { html, raw } from 'hono/html';
import { htmlText } from './html-text.js';
import type { PageLook } from './page-look.js';

/** Markup that the template made, with all that is not its own escaped. */
export type Markup = ReturnType<typeof html>;

/** What a page has inside its frame. */
export interface PageContent {
  readonly title: string;
  readonly body: Markup;
  /** Of the one script that there is, where the page has a use for it. */
  readonly scriptUrl?: string | undefined;
}

/** A whole page. */
export function layout({ title, body, scriptUrl }: PageContent, look: PageLook): string {
  const { language, serviceName, logo, style } = look;
  const script = scriptUrl === undefined ? '' : html`<script src="${scriptUrl}" defer></script>`;
  const picture = logo === undefined ? '' : html`<img src="${logo}" alt="" />`;
  return htmlText(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title} · ${serviceName}</title>
          ${raw(`<style>${style}</style>`)} ${script}
        </head>
        <body>
          <main>
            <header>${picture}<span>${serviceName}</span></header>
            ${body}
          </main>
        </body>
      </html>`,
  );
}

/** A notice of which screen readers tell at once. */
export function notice(text: string | undefined, kind: 'bad' | 'good' | 'warn'): Markup | '' {
  return text === undefined ? '' : html`<p class="${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">${text}</p>`;
}

/** Hidden fields of a form. */
export function hidden(fields: Readonly<Record<string, string | undefined>>): Markup {
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return html`${given.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}`;
}
