import { html } from 'hono/html';
import { hidden, layout, notice, type Markup } from './layout.js';
import { sayIn, type PageLook, type Say } from './page-look.js';
import type { TextKey } from './texts/en.js';

/** A sentence, and what is put into it. */
export interface Sentence {
  readonly key: TextKey;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** A passkey that can be used here, where the browser has one. */
export interface PasskeyOffer {
  readonly action: string;
  /** Options of WebAuthn, as JSON. */
  readonly options: string;
  readonly scriptUrl: string;
}

/** What the login page shows. */
export interface LoginPageView {
  readonly action: string;
  readonly csrf: string;
  /** What the person goes on to. */
  readonly interaction?: string | undefined;
  readonly clientName?: string | undefined;
  readonly username?: string | undefined;
  readonly problem?: Sentence | undefined;
  readonly done?: Sentence | undefined;
  readonly forgotten?: { readonly how: 'link_by_mail' | 'ask_operator'; readonly url: string } | undefined;
  readonly passkey?: PasskeyOffer | undefined;
}

/** Asks who somebody is. */
export function loginPage(view: LoginPageView, look: PageLook): string {
  const say = sayIn(look);
  const { action, csrf, interaction, clientName, username, problem, done, passkey } = view;
  const forgotten = wayWithoutPassword(view, say);
  const goal = clientName === undefined ? '' : html`<p class="soft">${say('login_for', { client: clientName })}</p>`;
  const body = html`<div class="card">
    <h1>${say('login_title')}</h1>
    ${goal} ${notice(problem && say(problem.key, problem.values), 'bad')}
    ${notice(done && say(done.key, done.values), 'good')}
    <form method="post" action="${action}">
      ${hidden({ csrf, interaction })}
      <label for="username">${say('login_username')}</label>
      <input
        id="username"
        name="username"
        autocomplete="username"
        autocapitalize="none"
        spellcheck="false"
        required
        value="${username ?? ''}"
      />
      <label for="password">${say('login_password')}</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required />
      <button>${say('login_submit')}</button>
    </form>
    ${passkey === undefined ? '' : passkeyForm(passkey, { csrf, interaction }, say)} ${forgotten}
  </div>`;
  return layout({ title: say('login_title'), body, scriptUrl: passkey?.scriptUrl }, look);
}

/** Its button is shown by the script, where the browser knows passkeys. */
function passkeyForm(
  { action, options }: PasskeyOffer,
  fields: Readonly<Record<string, string | undefined>>,
  say: Say,
): Markup {
  return html`<form method="post" action="${action}" class="row" data-passkey="get" data-options="${options}" hidden>
    ${hidden({ ...fields, credential: '' })}
    <button class="second">${say('login_passkey')}</button>
  </form>`;
}

function wayWithoutPassword({ forgotten }: LoginPageView, say: Say): Markup | '' {
  if (forgotten === undefined) return '';
  if (forgotten.how === 'ask_operator') return html`<p class="soft">${say('login_forgotten_operator')}</p>`;
  return html`<p><a href="${forgotten.url}">${say('login_forgotten')}</a></p>`;
}
