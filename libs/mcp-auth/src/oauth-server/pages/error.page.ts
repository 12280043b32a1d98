import { html } from 'hono/html';
import { layout } from './layout.js';
import { sayIn, type PageLook } from './page-look.js';

/** What the error page tells a person. */
export interface ErrorPageView {
  /** What happened and what to do, in the language of the page. */
  readonly message: string;
  readonly correlationId: string;
  /** Where the client waits for its refusal; nobody is sent there without a click. */
  readonly back?: { readonly url: string; readonly clientName: string } | undefined;
  /** A page of this server on which the person can go on. */
  readonly againUrl?: string | undefined;
}

/** Tells a person why their application cannot go on. */
export function errorPage({ message, correlationId, back, againUrl }: ErrorPageView, look: PageLook): string {
  const say = sayIn(look);
  const link =
    back === undefined
      ? ''
      : html`<p>
          <a href="${back.url}" rel="noreferrer">${say('error_back', { client: back.clientName })}</a>
          <span class="soft code">${placeOf(back.url)}</span>
        </p>`;
  const again = againUrl === undefined ? '' : html`<p><a href="${againUrl}">${say('again')}</a></p>`;
  const body = html`<div class="card">
    <h1>${say('error_title')}</h1>
    <p>${message}</p>
    ${again} ${link}
    <p class="soft">${say('error_reference')} <code>${correlationId}</code></p>
  </div>`;
  return layout({ title: say('error_title'), body }, look);
}

/** Where a link leads, whatever the client calls itself. */
function placeOf(url: string): string {
  const { host, protocol } = new URL(url);
  return host === '' || !protocol.startsWith('http') ? protocol : host;
}
