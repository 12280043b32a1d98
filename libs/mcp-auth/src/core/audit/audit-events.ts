import type { Reason } from '../errors/reasons.js';
import type { ReasonDetails } from '../verification.js';

/** What was to be used. */
export interface AuditTarget {
  readonly kind: 'tool' | 'resource' | 'prompt' | 'endpoint' | 'handler';
  readonly name: string;
}

/** What every event has. */
export interface AuditedRequest {
  /** The same id that the client got, so that a report finds its line in the log. */
  readonly correlationId: string;
  /** Identifier of the resource that was asked; absent where none is configured. */
  readonly resource?: string;
  /** Of the peer, as far as `audit.address` lets it be kept. */
  readonly address?: string;
}

/** Who calls. Identity is subject and issuer together. */
export interface AuditedCaller {
  readonly subject: string;
  readonly issuer: string;
  readonly clientId?: string;
  readonly tenant?: string;
  readonly heldScopes: readonly string[];
}

/** Why something was refused. */
export interface AuditedRefusal {
  readonly reason: Reason;
  readonly details?: ReasonDetails;
}

/** What a client may do, and for whom. */
export interface AuditedGrant {
  readonly clientId: string;
  readonly subject: string;
  /** Of the grant that all tokens of one login belong to; absent for a client that acts for itself. */
  readonly grantId?: string;
  readonly scopes: readonly string[];
}

/** Why a grant ended before its time. */
export type GrantEndCause =
  | 'code_replayed'
  | 'refresh_token_reused'
  | 'revoked_by_client'
  | 'revoked_by_administrator'
  | 'revoked_by_person'
  | 'person_disabled'
  | 'person_removed';

/** What of an account changed. */
export type AccountChange =
  | 'created'
  | 'password_set'
  | 'password_link_made'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'recovery_codes_renewed'
  | 'passkey_added'
  | 'passkey_removed'
  | 'disabled'
  | 'enabled'
  | 'roles_set'
  | 'removed';

/** The catalogue: one row per event, its name and what it carries. Nothing in it is a credential. */
export interface AuditEvents {
  /** A token was good. */
  readonly token_accepted: AuditedRequest & AuditedCaller;
  /** A credential was missing or bad, or could not be judged. */
  readonly token_refused: AuditedRequest & AuditedRefusal;
  /** A caller, or nobody in particular, may use a tool, a resource or a prompt. */
  readonly access_granted: AuditedRequest & Partial<AuditedCaller> & { readonly target: AuditTarget };
  /** A caller with a good token may not do what it wants. */
  readonly access_refused: AuditedRequest &
    AuditedCaller &
    AuditedRefusal & {
      readonly target?: AuditTarget;
      /** Everything that was needed, where scopes are what is missing. */
      readonly neededScopes?: readonly string[];
    };
  /** A request was turned away for a reason that has nothing to do with its credential. */
  readonly request_refused: AuditedRequest & AuditedRefusal;

  /** Whoever tells what tokens are worth fails again and again, and is left alone for a while. */
  readonly provider_unreachable: AuditedRequest & { readonly provider: string; readonly cause: string };
  readonly provider_reachable: AuditedRequest & { readonly provider: string };

  /** The authorization server turned a request to one of its endpoints away. */
  readonly oauth_request_refused: AuditedRequest &
    AuditedRefusal & { readonly endpoint: string; readonly clientId?: string; readonly subject?: string };
  /** Somebody logged in at a browser. */
  readonly person_logged_in: AuditedRequest & { readonly subject: string; readonly methods: readonly string[] };
  /** Somebody tried to log in, and could not: a name or password, a code, or a passkey was wrong. */
  readonly login_refused: AuditedRequest & {
    readonly by: 'password' | 'second_factor' | 'passkey';
    readonly subject?: string;
  };
  readonly person_logged_out: AuditedRequest & {
    readonly subject: string;
    readonly where: 'here' | 'elsewhere' | 'everywhere';
  };
  /** The account of a person changed, by themselves or by an administrator. */
  readonly account_changed: AuditedRequest & { readonly subject: string; readonly change: AccountChange };
  /** A person agreed, and a code was made for a client. */
  readonly authorization_granted: AuditedRequest & AuditedGrant;
  /** A client got tokens. */
  readonly tokens_issued: AuditedRequest & AuditedGrant & { readonly grantType: string };
  /** Everything that came of one login was ended, with all its tokens. */
  readonly grant_ended: AuditedRequest & Omit<AuditedGrant, 'scopes'> & { readonly cause: GrantEndCause };
  /** One access token was ended. */
  readonly access_token_revoked: AuditedRequest & { readonly clientId: string; readonly subject: string };
  /** The store does not tell what was revoked: until it does, tokens may be good that are not. */
  readonly revocation_feed_lost: AuditedRequest;
  readonly revocation_feed_restored: AuditedRequest;
  /** A client registered itself. */
  readonly client_registered: AuditedRequest & { readonly clientId: string; readonly clientName?: string };
}

export type AuditEventName = keyof AuditEvents;
