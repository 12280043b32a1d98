import type { OAuthError } from '../../core/errors/oauth-error.js';
import { oauthRefusalOf, type OAuthReason } from '../../core/errors/oauth-reasons.js';
import type { Say } from './page-look.js';
import type { TextKey } from './texts/en.js';

/** What people can do something about. All else is for the developers of the application. */
const told: Partial<Record<OAuthReason, TextKey>> = {
  client_unknown: 'refusal_client_unknown',
  client_disabled: 'refusal_client_unknown',
  client_document_unusable: 'refusal_client_unknown',
  client_document_unreachable: 'refusal_client_document',
  redirect_uri_missing: 'refusal_redirect_uri',
  redirect_uri_not_registered: 'refusal_redirect_uri',
  browser_unknown: 'refusal_browser_unknown',
  interaction_over: 'refusal_interaction_over',
  interaction_expired: 'refusal_interaction_expired',
  interaction_of_other_browser: 'refusal_other_browser',
  form_forged: 'refusal_form_forged',
  person_changed: 'refusal_person_changed',
  form_doubled: 'refusal_form_unreadable',
  form_incomplete: 'refusal_form_incomplete',
  body_not_form: 'refusal_form_unreadable',
  request_too_large: 'refusal_form_unreadable',
  login_throttled: 'refusal_throttled',
  logins_crowded: 'refusal_crowded',
  login_over: 'refusal_login_over',
  link_unusable: 'refusal_link_unusable',
  page_unknown: 'refusal_page_unknown',
  endpoint_off: 'refusal_page_unknown',
  oauth_rate_limited: 'refusal_throttled',
  store_unavailable: 'refusal_unavailable',
  oauth_shutting_down: 'refusal_unavailable',
  server_failed: 'refusal_failed',
};

/** What a person is told of a refusal, in the language of the page. Pure. @param seconds to wait, where waiting helps */
export function refusalSentence({ reason }: Pick<OAuthError, 'reason'>, seconds: number, say: Say): string {
  return say(told[reason] ?? 'refusal_of_application', { detail: oauthRefusalOf(reason).text, seconds });
}
