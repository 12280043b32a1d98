import type { OAuthReason } from './oauth-reasons.js';
import type { Refusal } from './refusal.js';

const badToken = (text: string) => ({ code: 'invalid_token', status: 401, text }) as const;
const badRequest = (text: string) => ({ code: 'invalid_request', status: 400, text }) as const;
const notNow = {
  code: 'temporarily_unavailable',
  status: 503,
  text: 'The access token cannot be verified at the moment; it may be good, so keep it and try again',
} as const;
const notForThisServer = badToken('The access token is not valid for this server');

/**
 * The closed list of reasons for which a resource refuses. A reason goes to the log and the audit trail; the wire learns only what stands beside it,
 * which for most tokens is one and the same sentence, so that a prober learns nothing.
 */
export const reasons = {
  // RFC 6750 §3.1: a request without credentials gets a challenge without an error code.
  credential_missing: { code: '', status: 401, text: 'This resource needs an access token' },
  credential_malformed: badRequest('The header with the credential is not well-formed'),
  credential_repeated: badRequest('The request has more than one credential'),

  token_too_long: badToken('The access token is too long'),
  token_unknown: notForThisServer,
  token_inactive: badToken('The access token expired or was revoked'),
  token_malformed: badToken('The access token is malformed'),
  token_expired: badToken('The access token expired'),
  token_revoked: badToken('The access token was revoked'),
  token_not_yet_valid: notForThisServer,
  token_issued_in_future: notForThisServer,
  lifetime_claim_invalid: notForThisServer,
  algorithm_not_allowed: notForThisServer,
  critical_header_not_understood: notForThisServer,
  token_type_not_accepted: notForThisServer,
  key_not_found: notForThisServer,
  signature_invalid: notForThisServer,
  issuer_not_accepted: notForThisServer,
  audience_not_accepted: notForThisServer,
  token_is_sender_constrained: badToken('The access token needs a proof that this server does not check'),
  subject_missing: notForThisServer,
  required_claim_missing: notForThisServer,
  claim_not_accepted: notForThisServer,
  client_not_accepted: notForThisServer,
  tenant_not_accepted: notForThisServer,
  gateway_not_trusted: notForThisServer,

  host_not_ours: { code: 'invalid_request', status: 421, text: 'This server is not reachable under that Host' },
  origin_not_allowed: { code: 'invalid_request', status: 403, text: 'Pages of this Origin may not call this server' },
  method_not_allowed: { code: 'invalid_request', status: 405, text: 'The MCP endpoint knows GET, POST and DELETE' },
  target_not_supported: badRequest('The request target must be a path'),
  body_too_large: { code: 'invalid_request', status: 413, text: 'The body is too large' },
  body_not_json: badRequest('The body is not valid JSON'),
  body_too_deep: badRequest('The body is nested too deep'),
  media_type_not_supported: { code: 'invalid_request', status: 415, text: 'The body must be plain application/json' },
  rate_limited: { code: 'too_many_requests', status: 429, text: 'Too many requests; try again later' },
  shutting_down: { code: 'temporarily_unavailable', status: 503, text: 'The server is shutting down; try again' },

  role_missing: { code: 'access_denied', status: 403, text: 'The caller may not do this' },
  policy_denied: { code: 'access_denied', status: 403, text: 'The caller may not do this' },
  access_undeclared: { code: 'access_denied', status: 403, text: 'The caller may not do this' },
  policy_failed: {
    code: 'temporarily_unavailable',
    status: 503,
    text: 'It cannot be told whether the caller may do this',
  },
  scope_missing: { code: 'insufficient_scope', status: 403, text: 'The access token lacks a scope' },

  keys_unreachable: notNow,
  issuer_unreachable: notNow,
  token_store_unreachable: notNow,
  revocations_unreachable: notNow,
  verifier_unreachable: notNow,
  unsupported_context: badToken('This kind of request cannot be authenticated'),
} as const satisfies Record<string, Refusal>;

export type ResourceReason = keyof typeof reasons;

/** Every reason there is. */
export type Reason = ResourceReason | OAuthReason;

/** Reasons of the MCP endpoint that have nothing to do with a credential. */
export type EndpointReason = Extract<
  ResourceReason,
  | `body_${string}`
  | 'host_not_ours'
  | 'method_not_allowed'
  | 'origin_not_allowed'
  | 'target_not_supported'
  | 'media_type_not_supported'
  | 'rate_limited'
  | 'shutting_down'
>;

/** Reasons that end in 401 or 400: there is no credential, or it is at fault. */
export type InvalidReason = Exclude<
  ResourceReason,
  EndpointReason | DeniedReason | UnavailableReason | 'scope_missing'
>;

/** Reasons that no other token mends. */
export type DeniedReason = Extract<ResourceReason, 'role_missing' | 'access_undeclared' | `policy_${string}`>;

/** Reasons that end in 503: whether the credential is good cannot be known now. */
export type UnavailableReason = Extract<ResourceReason, `${string}_unreachable`>;

/** The outside face of a reason. */
export function refusalOf(reason: ResourceReason): Refusal {
  return reasons[reason];
}
