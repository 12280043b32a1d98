import { html } from 'hono/html';
import { hidden, layout, notice, type Markup } from './layout.js';
import type { PasskeyOffer, Sentence } from './login.page.js';
import { sayIn, type PageLook, type Say } from './page-look.js';
import type { ShownName } from './shown-name.js';

/** A connected application, as its person sees it. Times are milliseconds since the epoch. */
export interface ApplicationView {
  readonly clientId: string;
  readonly name: ShownName;
  /** In plain words. */
  readonly scopes: readonly string[];
  readonly allowedAtMs: number;
  readonly lastUsedAtMs: number | undefined;
}

/** A browser at which a person is logged in. */
export interface SessionView {
  readonly digest: string;
  readonly browser: string | undefined;
  readonly lastSeenAtMs: number;
  readonly isThisOne: boolean;
}

/** What a person can log in with; absent where the application has people of its own. */
export interface CredentialsView {
  readonly secondFactor: { readonly recoveryCodesLeft: number } | undefined;
  readonly minPasswordLength: number;
  /** Absent where this server's address allows none. */
  readonly passkeys:
    | {
        readonly offer: PasskeyOffer;
        readonly list: readonly {
          readonly credentialId: string;
          readonly label: string;
          readonly createdAtMs: number;
        }[];
      }
    | undefined;
}

/** What the account page shows. */
export interface AccountPageView {
  readonly action: string;
  readonly csrf: string;
  readonly person: string;
  readonly username: string | undefined;
  readonly applications: readonly ApplicationView[];
  readonly sessions: readonly SessionView[];
  readonly credentials: CredentialsView | undefined;
  readonly problem?: Sentence | undefined;
  readonly done?: Sentence | undefined;
}

/** Shows people what they have allowed and where they are logged in, and lets them take it back. */
export function accountPage(view: AccountPageView, look: PageLook): string {
  const say = sayIn(look);
  const { problem, done, credentials } = view;
  const title = say('account_title');
  const body = html`<h1>${title}</h1>
    <p>${say('account_person', { person: view.person })}</p>
    ${notice(problem && say(problem.key, problem.values), 'bad')} ${notice(done && say(done.key, done.values), 'good')}
    ${applications(view, say, look)} ${sessions(view, say, look)}
    ${
      credentials === undefined
        ? ''
        : [
            password(view, credentials, say),
            secondFactor(view, credentials, say),
            passkeys(view, credentials, say, look),
          ]
    }`;
  return layout({ title, body, scriptUrl: credentials?.passkeys?.offer.scriptUrl }, look);
}

/** A form with one button. */
function action(view: AccountPageView, fields: Readonly<Record<string, string>>, label: string): Markup {
  return html`<form method="post" action="${view.action}">
    ${hidden({ csrf: view.csrf, ...fields })}
    <button class="second">${label}</button>
  </form>`;
}

function applications(view: AccountPageView, say: Say, look: PageLook): Markup {
  const entries = view.applications.map(({ clientId, name, scopes, allowedAtMs, lastUsedAtMs }) => {
    const used =
      lastUsedAtMs === undefined ? '' : html`<br />${say('account_last_used', { time: timeText(lastUsedAtMs, look) })}`;
    const may = scopes.length === 0 ? say('account_may_nothing') : say('account_may', { scopes: scopes.join('; ') });
    return html`<div class="entry">
      <p>
        <strong><bdi>${name.text}</bdi></strong
        ><br /><span class="soft code">${clientId}</span>
      </p>
      <p>${may}</p>
      <p class="soft">${say('account_allowed_at', { time: timeText(allowedAtMs, look) })}${used}</p>
      ${action(view, { action: 'revoke', client: clientId }, say('account_revoke', { client: name.text }))}
    </div>`;
  });
  return section(
    say('account_applications'),
    entries.length === 0 ? [html`<p>${say('account_no_applications')}</p>`] : entries,
  );
}

function sessions(view: AccountPageView, say: Say, look: PageLook): Markup {
  const entries = view.sessions.map(({ digest, browser, lastSeenAtMs, isThisOne }) => {
    const mark = isThisOne ? html` (${say('account_this_session')})` : '';
    const end = isThisOne ? '' : action(view, { action: 'end_session', session: digest }, say('account_end_session'));
    return html`<div class="entry">
      <p>${browser ?? say('account_unknown_browser')}${mark}</p>
      <p class="soft">${say('account_last_seen', { time: timeText(lastSeenAtMs, look) })}</p>
      ${end}
    </div>`;
  });
  const out = html`<div class="row">
    ${action(view, { action: 'log_out' }, say('account_log_out'))}
    ${action(view, { action: 'log_out_everywhere' }, say('account_log_out_everywhere'))}
  </div>`;
  return section(say('account_sessions'), [...entries, out]);
}

function password(view: AccountPageView, { minPasswordLength }: CredentialsView, say: Say): Markup {
  return section(say('account_password'), [
    html`<form method="post" action="${view.action}">
      ${hidden({ csrf: view.csrf, action: 'change_password' })}
      <input type="text" name="username" value="${view.username ?? ''}" autocomplete="username" hidden />
      <label for="current">${say('account_current_password')}</label>
      <input id="current" name="current_password" type="password" autocomplete="current-password" required />
      <label for="new">${say('account_new_password')}</label>
      <input
        id="new"
        name="password"
        type="password"
        autocomplete="new-password"
        aria-describedby="new-hint"
        required
      />
      <p id="new-hint" class="soft">${say('link_hint', { length: minPasswordLength })}</p>
      <button>${say('account_change_password')}</button>
    </form>`,
  ]);
}

function secondFactor(view: AccountPageView, { secondFactor: factor }: CredentialsView, say: Say): Markup {
  if (factor === undefined) {
    return section(say('account_factor'), [
      html`<p>${say('account_factor_off')}</p>`,
      action(view, { action: 'set_up_second_factor' }, say('account_factor_set_up')),
    ]);
  }
  return section(say('account_factor'), [
    html`<p>${say('account_factor_on', { count: factor.recoveryCodesLeft })}</p>`,
    html`<div class="row">
      ${action(view, { action: 'renew_recovery_codes' }, say('account_recovery_renew'))}
      ${action(view, { action: 'remove_second_factor' }, say('account_factor_remove'))}
    </div>`,
  ]);
}

function passkeys(view: AccountPageView, credentials: CredentialsView, say: Say, look: PageLook): Markup | '' {
  if (credentials.passkeys === undefined) return '';
  const { offer, list } = credentials.passkeys;
  const entries = list.map(
    ({ credentialId, label, createdAtMs }) =>
      html`<div class="entry">
        <p>
          <bdi>${label}</bdi><br /><span class="soft"
            >${say('account_passkey_added', { time: timeText(createdAtMs, look) })}</span
          >
        </p>
        ${action(
          view,
          { action: 'remove_passkey', credential_id: credentialId },
          say('account_passkey_remove', { label }),
        )}
      </div>`,
  );
  const add = html`<form
    method="post"
    action="${offer.action}"
    data-passkey="create"
    data-options="${offer.options}"
    hidden
  >
    ${hidden({ csrf: view.csrf, action: 'add_passkey', credential: '' })}
    <label for="label">${say('account_passkey_label')}</label>
    <input id="label" name="label" maxlength="60" required />
    <button class="second">${say('account_passkey_add')}</button>
  </form>`;
  return section(say('account_passkeys'), [
    ...(entries.length === 0 ? [html`<p>${say('account_no_passkeys')}</p>`] : entries),
    add,
  ]);
}

function section(title: string, content: readonly Markup[]): Markup {
  return html`<section class="card">
    <h2>${title}</h2>
    ${[...content]}
  </section>`;
}

/** In the language of the page; the zone is said, since nobody knows that of the browser. */
function timeText(timeMs: number, { language }: PageLook): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(timeMs)} UTC`;
}
