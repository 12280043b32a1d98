import { html } from 'hono/html';
import { htmlText } from './html-text.js';

/** What the error page tells a person. */
export interface ErrorPageView {
  readonly message: string;
  readonly correlationId: string;
  /** Where the client waits for its refusal; nobody is sent there without a click. */
  readonly back?: { readonly url: string; readonly clientName: string } | undefined;
}

/** Tells a person why their application cannot go on. */
export function errorPage({ message, correlationId, back }: ErrorPageView): string {
  const link =
    back === undefined ? '' : html`<p><a href="${back.url}" rel="noreferrer">Back to ${back.clientName}</a></p>`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>This request cannot go on</title>
      </head>
      <body>
        <main>
          <h1>This request cannot go on</h1>
          <p>${message}.</p>
          ${link}
          <p>Reference for the operator of this service: <code>${correlationId}</code></p>
        </main>
      </body>
    </html>`;
  return htmlText(page);
}
