import type { Client } from './client.js';

/** A request for authorization that has passed every check (OAuth 2.1 §4.1.1). */
export interface AuthorizationRequest {
  readonly client: Client;
  /** Where the answer goes: registered by the client. */
  readonly redirectUri: string;
  /** Whether the request itself named it, so that the token request must as well. */
  readonly redirectUriNamed: 'by_request' | 'by_registration';
  readonly state: string | undefined;
  /** S256 challenge (RFC 7636 §4.2). */
  readonly codeChallenge: string;
  /** Known scopes that the client may have. */
  readonly scopes: readonly string[];
  /** Identifiers of resources as they are configured; at least one. */
  readonly resources: readonly string[];
  readonly prompts: readonly Prompt[];
  /** Seconds since the last login that are acceptable. */
  readonly maxAgeSeconds: number | undefined;
  readonly loginHint: string | undefined;
}

/** What the client wants the person to be asked (OpenID Connect Core §3.1.2.1). */
export type Prompt = 'none' | 'login' | 'consent' | 'select_account';
