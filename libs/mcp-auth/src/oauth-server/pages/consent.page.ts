import { html } from 'hono/html';
import { hidden, layout, notice, type Markup } from './layout.js';
import { sayIn, type PageLook, type Say } from './page-look.js';
import type { NameDoubt, ShownName } from './shown-name.js';
import type { TextKey } from './texts/en.js';

/** Who stands behind a client's name. */
export type NameStanding =
  | { readonly by: 'nobody' }
  | { readonly by: 'operator' }
  /** The host of its metadata document, where the answer goes as well. */
  | { readonly by: 'host'; readonly host: string }
  /** The host of its metadata document, and the answer goes elsewhere. */
  | { readonly by: 'other_host'; readonly host: string };

/** Where the code goes. */
export type Destination =
  | { readonly to: 'host'; readonly host: string }
  | { readonly to: 'loopback'; readonly host: string }
  | { readonly to: 'scheme'; readonly scheme: string };

/** A scope in plain words. */
export interface ScopeView {
  readonly name: string;
  readonly words: string;
  readonly choice: 'optional' | 'always';
}

/** What the consent page shows. */
export interface ConsentPageView {
  readonly action: string;
  readonly csrf: string;
  readonly interaction: string;
  readonly need: 'everything' | 'confirmation';
  readonly person: string;
  /** Comes back with the decision: it is that of this person alone. */
  readonly personKey: string;
  /** Logs in as somebody else; absent where the application has a login of its own. */
  readonly switchUrl?: string | undefined;
  readonly client: ShownName;
  readonly clientId: string;
  readonly standing: NameStanding;
  readonly destination: Destination;
  readonly resources: readonly string[];
  readonly scopes: readonly ScopeView[];
}

const doubtTexts: Readonly<Record<NameDoubt, TextKey>> = {
  mixed_alphabets: 'consent_name_mixed',
  looks_like_address: 'consent_name_address',
  hidden_characters: 'consent_name_hidden',
};

/** Asks whether a client may act for a person. */
export function consentPage(view: ConsentPageView, look: PageLook): string {
  const say = sayIn(look);
  const { action, csrf, interaction, need, client, person, personKey, switchUrl } = view;
  const names = { client: client.text, service: look.serviceName };
  const title = say(need === 'everything' ? 'consent_title' : 'consent_confirm_title', names);
  const other = switchUrl === undefined ? '' : html` <a href="${switchUrl}">${say('consent_switch')}</a>`;
  const body = html`<div class="card">
    <h1><bdi>${title}</bdi></h1>
    ${standing(view.standing, say)} ${client.doubts.map((doubt) => notice(say(doubtTexts[doubt]), 'warn'))}
    ${view.destination.to === 'host' ? '' : notice(say('consent_loopback_warning', names), 'warn')}
    <dl>
      <dt>${say('consent_goes_to')}</dt>
      <dd>${destination(view.destination, say)}</dd>
      <dt>${say('consent_client_id')}</dt>
      <dd class="code">${view.clientId}</dd>
      <dt>${say('consent_resource')}</dt>
      ${view.resources.map((resource) => html`<dd>${resource}</dd>`)}
    </dl>
    <form method="post" action="${action}">
      ${hidden({ csrf, interaction, person: personKey })} ${scopes(view, say)}
      <div class="row">
        <button name="decision" value="approve">
          ${say(need === 'everything' ? 'consent_approve' : 'consent_confirm')}
        </button>
        <button name="decision" value="deny" class="second">${say('consent_deny')}</button>
      </div>
    </form>
    <p class="soft">${say('consent_until')}</p>
    <p class="soft">${say('consent_person', { person })}${other}</p>
  </div>`;
  return layout({ title, body }, look);
}

function standing(given: NameStanding, say: Say): Markup | '' {
  switch (given.by) {
    case 'operator':
      return html`<p>${say('consent_known')}</p>`;
    case 'host':
      return html`<p>${say('consent_verified', { host: given.host })}</p>`;
    case 'other_host':
      return notice(say('consent_unverified_host', { host: given.host }), 'warn');
    case 'nobody':
      return notice(say('consent_unverified'), 'warn');
  }
}

function destination(given: Destination, say: Say): string {
  switch (given.to) {
    case 'host':
      return say('consent_to_host', { host: given.host });
    case 'loopback':
      return say('consent_to_loopback', { host: given.host });
    case 'scheme':
      return say('consent_to_scheme', { scheme: given.scheme });
  }
}

function scopes({ scopes: all, need, destination: { to } }: ConsentPageView, say: Say): Markup {
  if (all.length === 0) return html`<p>${say('consent_scopes_none')}</p>`;
  if (need === 'confirmation') {
    const lines = all.map(({ words, name }) => html`<li>${words}${hidden({ scope: name })}</li>`);
    return html`<p>${say(to === 'host' ? 'consent_before_host' : 'consent_before')}</p>
      <h2>${say('consent_scopes')}</h2>
      <ul>
        ${lines}
      </ul>`;
  }
  return html`<fieldset>
    <legend>${say('consent_scopes')}</legend>
    ${all.map((scope) => choice(scope, say))}
    ${all.some(({ choice: kind }) => kind === 'optional') ? html`<p class="soft">${say('consent_scope_hint')}</p>` : ''}
  </fieldset>`;
}

function choice({ name, words, choice: kind }: ScopeView, say: Say): Markup {
  return kind === 'always'
    ? html`<p class="choice">
        <span>✓ ${words} <span class="soft">(${say('consent_scope_always')})</span></span>
      </p>`
    : html`<label class="choice">
        <input type="checkbox" name="scope" value="${name}" checked />
        <span>${words}</span>
      </label>`;
}
