import { html } from 'hono/html';
import { hidden, layout } from './layout.js';
import { sayIn, type PageLook } from './page-look.js';

/** What the logout page shows. */
export interface LogoutPageView {
  readonly action: string;
  readonly csrf: string;
  readonly person: string;
}

/** Asks before it logs out: a link of another site alone logs nobody out. */
export function logoutPage({ action, csrf, person }: LogoutPageView, look: PageLook): string {
  const say = sayIn(look);
  const body = html`<div class="card">
    <h1>${say('logout_title')}</h1>
    <p>${say('logout_text', { person })}</p>
    <form method="post" action="${action}">
      ${hidden({ csrf })}
      <button>${say('logout_submit')}</button>
    </form>
  </div>`;
  return layout({ title: say('logout_title'), body }, look);
}
