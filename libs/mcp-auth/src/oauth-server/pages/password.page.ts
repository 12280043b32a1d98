import { html } from 'hono/html';
import { hidden, layout, notice } from './layout.js';
import type { Sentence } from './login.page.js';
import { sayIn, type PageLook } from './page-look.js';

/** What the page shows on which a link leads to a password. */
export interface PasswordLinkPageView {
  readonly action: string;
  readonly csrf: string;
  readonly link: string;
  readonly username: string;
  readonly minLength: number;
  readonly problem?: Sentence | undefined;
}

/** Sets a password. To look at the page spends nothing: programs that read mails do so too. */
export function passwordLinkPage(view: PasswordLinkPageView, look: PageLook): string {
  const say = sayIn(look);
  const { action, csrf, link, username, minLength, problem } = view;
  const body = html`<div class="card">
    <h1>${say('link_title')}</h1>
    <p>${say('link_text', { username })}</p>
    ${notice(problem && say(problem.key, problem.values), 'bad')}
    <form method="post" action="${action}">
      ${hidden({ csrf, link })}
      <input type="text" name="username" value="${username}" autocomplete="username" hidden />
      <label for="password">${say('link_password')}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="new-password"
        aria-describedby="hint"
        required
      />
      <p id="hint" class="soft">${say('link_hint', { length: minLength })}</p>
      <button>${say('link_submit')}</button>
    </form>
  </div>`;
  return layout({ title: say('link_title'), body }, look);
}

/** What the page shows on which somebody asks for a link. */
export interface PasswordForgottenPageView {
  readonly action: string;
  readonly csrf: string;
  readonly loginUrl: string;
  readonly state: 'asking' | 'sent';
}

/** Asks for a link; it says the same whether there is an account or not. */
export function passwordForgottenPage(view: PasswordForgottenPageView, look: PageLook): string {
  const say = sayIn(look);
  const { action, csrf, loginUrl, state } = view;
  const form = html`<p>${say('forgotten_text')}</p>
    <form method="post" action="${action}">
      ${hidden({ csrf })}
      <label for="username">${say('login_username')}</label>
      <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required />
      <button>${say('forgotten_submit')}</button>
    </form>`;
  const body = html`<div class="card">
    <h1>${say('forgotten_title')}</h1>
    ${state === 'sent' ? notice(say('forgotten_sent'), 'good') : form}
    <p><a href="${loginUrl}">${say('forgotten_back')}</a></p>
  </div>`;
  return layout({ title: say('forgotten_title'), body }, look);
}
