import { html, raw } from 'hono/html';
import { renderSVG } from 'uqr';
import { hidden, layout, notice } from './layout.js';
import type { Sentence } from './login.page.js';
import { sayIn, type PageLook } from './page-look.js';

/** What the page shows on which an authenticator app is set up. */
export interface FactorSetupPageView {
  readonly action: string;
  readonly csrf: string;
  readonly secret: string;
  /** What the picture says. */
  readonly uri: string;
  readonly problem?: Sentence | undefined;
}

/** Shows the secret of a second factor, once. */
export function factorSetupPage(view: FactorSetupPageView, look: PageLook): string {
  const say = sayIn(look);
  const { action, csrf, secret, uri, problem } = view;
  // Made of squares alone: nothing of the text stands in it.
  const picture = raw(renderSVG(uri, { border: 2 }));
  const body = html`<div class="card">
    <h1>${say('setup_title')}</h1>
    <p>${say('setup_text')}</p>
    ${notice(problem && say(problem.key, problem.values), 'bad')}
    <div class="picture" role="img" aria-label="${say('setup_picture')}">${picture}</div>
    <dl>
      <dt>${say('setup_key')}</dt>
      <dd class="code">${secret.match(/.{1,4}/g)?.join(' ') ?? ''}</dd>
    </dl>
    <form method="post" action="${action}">
      ${hidden({ csrf, action: 'switch_on_second_factor', secret })}
      <label for="code">${say('factor_code')}</label>
      <input id="code" name="code" autocomplete="one-time-code" inputmode="numeric" required />
      <button>${say('setup_submit')}</button>
    </form>
  </div>`;
  return layout({ title: say('setup_title'), body }, look);
}

/** What the page with recovery codes shows. */
export interface RecoveryCodesPageView {
  readonly codes: readonly string[];
  readonly accountUrl: string;
}

/** Shows recovery codes, once. */
export function recoveryCodesPage({ codes, accountUrl }: RecoveryCodesPageView, look: PageLook): string {
  const say = sayIn(look);
  const body = html`<div class="card">
    <h1>${say('recovery_title')}</h1>
    <p>${say('recovery_text')}</p>
    <ul class="codes code">
      ${codes.map((code) => html`<li>${code}</li>`)}
    </ul>
    <p><a href="${accountUrl}">${say('recovery_back')}</a></p>
  </div>`;
  return layout({ title: say('recovery_title'), body }, look);
}
