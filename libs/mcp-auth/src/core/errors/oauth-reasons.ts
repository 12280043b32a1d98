import type { Refusal } from './refusal.js';

const refuse =
  (code: string, status = 400) =>
  (text: string) =>
    ({ code, status, text }) as const;

const badRequest = refuse('invalid_request');
const badGrant = refuse('invalid_grant');
const badClient = refuse('invalid_client', 401);
const badTarget = refuse('invalid_target');
const badMetadata = refuse('invalid_client_metadata');
const badRedirect = refuse('invalid_redirect_uri');
/** A prober learns nothing from which of them it was (CA-01). */
const clientRefused = badClient('Client authentication failed');
const codeRefused = badGrant('The authorization code is not valid');
const refreshRefused = badGrant('The refresh token is not valid');
const pkceNeeded = badRequest('PKCE is required: a code_challenge with code_challenge_method S256 (RFC 7636)');
const forbidden = refuse('access_denied', 403);
const unknownClient = refuse('invalid_client')('This server does not know the client');

/**
 * The closed list of reasons for which the authorization server refuses: what the log and the audit trail call it, and what a client
 * is told (RFC 6749 §4.1.2.1 and §5.2, RFC 7591 §3.2.2, RFC 8707 §2).
 */
export const oauthReasons = {
  parameter_malformed: badRequest('A parameter is not well-formed'),
  parameter_repeated: badRequest('A parameter is repeated'),
  parameter_missing: badRequest('A parameter that is needed is missing'),
  too_many_parameters: badRequest('There are too many parameters'),
  body_not_form: badRequest('The body must be application/x-www-form-urlencoded'),
  body_not_json_object: badMetadata('The body must be a JSON object'),
  request_too_large: refuse('invalid_request', 413)('The request is too large'),
  oauth_method_not_allowed: refuse('invalid_request', 405)('This endpoint does not know the method'),
  endpoint_off: refuse('invalid_request', 404)('This server does not have this endpoint'),
  oauth_rate_limited: refuse('temporarily_unavailable', 429)('Too many requests; try again later'),
  server_failed: refuse(
    'server_error',
    500,
  )('The server failed; the correlation id helps its operator to find out why'),
  store_unavailable: refuse('temporarily_unavailable', 503)('The server cannot answer at the moment; try again'),
  oauth_shutting_down: refuse('temporarily_unavailable', 503)('The server is shutting down; try again'),

  client_unknown: unknownClient,
  client_disabled: unknownClient,
  client_document_unusable: unknownClient,
  client_document_unreachable: refuse(
    'temporarily_unavailable',
    503,
  )('The metadata document of the client cannot be read at the moment; try again'),
  redirect_uri_missing: badRequest('The redirect_uri is missing, and the client has not exactly one'),
  redirect_uri_not_registered: badRequest('The redirect_uri is none that the client has registered'),
  response_type_missing: badRequest('The response_type is missing; this server knows "code"'),
  response_type_not_supported: refuse('unsupported_response_type')('This server knows the response_type "code" only'),
  response_mode_not_supported: badRequest('This server knows the response_mode "query" only'),
  request_not_supported: refuse('request_not_supported')('Request objects are not supported'),
  request_uri_not_supported: refuse('request_uri_not_supported')(
    'Only a request_uri from the pushed authorization request endpoint is supported',
  ),
  pushed_request_unknown: refuse('invalid_request_uri')('The request_uri is not known, spent, or expired'),
  registration_not_supported: refuse('registration_not_supported')('The parameter registration is not supported'),
  pkce_missing: pkceNeeded,
  pkce_not_s256: pkceNeeded,
  pkce_challenge_malformed: badRequest('The code_challenge must be 43 characters of base64url, as S256 makes them'),
  state_malformed: badRequest('The state must be visible ASCII, of at most 4096 characters'),
  prompt_not_supported: badRequest('The prompt is none that this server knows, or contradicts itself'),
  max_age_malformed: badRequest('The max_age must be a number of seconds'),
  scope_malformed: refuse('invalid_scope')('The scope is not well-formed'),
  resource_malformed: badTarget('The resource must be an absolute URI without fragment (RFC 8707)'),
  resource_not_served: badTarget('This server issues no tokens for the resource'),
  login_required: refuse('login_required')('Nobody is logged in'),
  consent_required: refuse('consent_required')('The person has not agreed to this yet'),
  consent_denied: refuse('access_denied')('The person did not agree'),

  browser_unknown: forbidden(
    'Your browser did not send back the cookie of this service. Allow cookies for it, and start again',
  ),
  interaction_over: badRequest('This request was answered already. Start again in your application if you need to'),
  interaction_expired: badRequest('You took longer than this request waits. Start again in your application'),
  interaction_of_other_browser: forbidden(
    'This request began in another browser. Go on in that one, or start again here',
  ),
  form_forged: forbidden('This form did not come from the page that was open here. Open the page once more'),
  person_changed: forbidden(
    'Somebody else is logged in now, or the application has changed, since this page was opened. Open it once more',
  ),
  form_doubled: badRequest('The form has a field twice. Open the page once more'),
  form_incomplete: badRequest('The form lacks something that the page has. Open the page once more'),
  login_throttled: refuse('temporarily_unavailable', 429)('There were too many tries to log in. Wait, and try again'),
  logins_crowded: refuse('temporarily_unavailable', 503)('Many people log in at this moment. Wait, and try again'),
  login_over: badRequest('This login took too long. Begin it once more'),
  link_unusable: badRequest('This link was used already, or is too old. Ask for a new one'),
  page_unknown: refuse('invalid_request', 404)('There is no such page'),

  grant_type_missing: badRequest('The grant_type is missing'),
  grant_type_not_supported: refuse('unsupported_grant_type')('This server does not know the grant_type'),
  grant_type_not_registered: refuse('unauthorized_client')('The client may not use this grant_type'),
  client_authentication_missing: clientRefused,
  client_authentication_malformed: clientRefused,
  client_authentication_method_differs: clientRefused,
  client_secret_wrong: clientRefused,
  client_assertion_refused: clientRefused,
  client_assertion_replayed: clientRefused,
  client_not_found: clientRefused,
  client_keys_unreachable: clientRefused,
  client_authentication_repeated: badRequest('The client authenticates in more than one way'),
  client_id_differs: badRequest('The client_id differs from that of the client authentication'),

  code_unknown: codeRefused,
  code_expired: codeRefused,
  code_of_other_client: codeRefused,
  code_spent: codeRefused,
  code_replayed: codeRefused,
  code_redirect_uri_differs: badGrant('The redirect_uri differs from that of the authorization request'),
  code_verifier_wrong: badGrant('The code_verifier is missing or does not fit the code_challenge'),
  refresh_token_unknown: refreshRefused,
  refresh_token_expired: refreshRefused,
  refresh_token_of_other_client: refreshRefused,
  refresh_token_reused: refreshRefused,
  grant_revoked: badGrant('The authorization was withdrawn'),
  user_gone: badGrant('The authorization was withdrawn'),
  resource_not_granted: badTarget('The resource is none that was authorized'),
  scope_not_granted: refuse('invalid_scope')('The scope is wider than what was authorized'),
  client_has_no_scope: refuse('invalid_scope')('The client may not have the scope'),
  token_missing: badRequest('The token is missing'),
  introspection_not_allowed: clientRefused,

  redirect_uris_unusable: badRedirect(
    'Each of redirect_uris must be an https URL, a loopback URL or an own scheme of the client',
  ),
  client_metadata_unusable: badMetadata('The client metadata cannot be used'),
  software_statement_refused: refuse('unapproved_software_statement')('Software statements are not accepted'),
  initial_access_token_refused: refuse('invalid_token', 401)('Registration needs a valid initial access token'),
  registration_token_refused: refuse('invalid_token', 401)('The registration access token is not valid'),
  registrations_full: refuse('temporarily_unavailable', 503)('No further clients can register at the moment'),
} as const satisfies Record<string, Refusal>;

export type OAuthReason = keyof typeof oauthReasons;

/** The outside face of a reason of the authorization server. */
export function oauthRefusalOf(reason: OAuthReason): Refusal {
  return oauthReasons[reason];
}
