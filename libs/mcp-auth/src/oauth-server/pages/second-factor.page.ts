import { html } from 'hono/html';
import { hidden, layout, notice } from './layout.js';
import type { Sentence } from './login.page.js';
import { sayIn, type PageLook } from './page-look.js';

/** What the page for the second factor shows. */
export interface SecondFactorPageView {
  readonly action: string;
  readonly csrf: string;
  readonly interaction?: string | undefined;
  /** The login that waits. */
  readonly pending: string;
  readonly problem?: Sentence | undefined;
}

/** Asks for the second factor. */
export function secondFactorPage(view: SecondFactorPageView, look: PageLook): string {
  const say = sayIn(look);
  const { action, csrf, interaction, pending, problem } = view;
  const body = html`<div class="card">
    <h1>${say('factor_title')}</h1>
    <p>${say('factor_text')}</p>
    ${notice(problem && say(problem.key, problem.values), 'bad')}
    <form method="post" action="${action}">
      ${hidden({ csrf, interaction, pending })}
      <label for="code">${say('factor_code')}</label>
      <input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" required />
      <button>${say('factor_submit')}</button>
    </form>
  </div>`;
  return layout({ title: say('factor_title'), body }, look);
}
