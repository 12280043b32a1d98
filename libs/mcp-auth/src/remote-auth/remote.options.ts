import type { AuthValue, VerifierValue } from '../composition/auth-kind.js';
import type { MultiKind } from '../composition/multi.auth.js';

/** Options of `remoteAuth`. */
export interface RemoteAuthOptions {
  /** Issuer identifiers of the authorization servers, exactly as they name themselves; clients take the first. */
  readonly authorizationServers: readonly string[];
  /** Who checks the tokens that those servers issue: `jwtVerifier({ ... })`, or several in `multiAuth([ ... ])`. */
  readonly verifier: VerifierValue | AuthValue<readonly AuthValue[], MultiKind>;
  /** Name of this service for people, shown by some clients. */
  readonly resourceName?: string;
  /** Page for developers of clients. */
  readonly documentationUrl?: string;
  /** Whether the document also stands at the origin's root, for clients that look only there. Default: `on`. */
  readonly rootAlias?: 'on' | 'off';
  /**
   * Whether the metadata of the first server also stands under our origin, for clients of 2025-03-26, which look nowhere else. What
   * is passed on was checked first; its issuer stays the server. An authorization server of our own beside it has those
   * routes itself. Default: `off`.
   */
  readonly legacyRootAliases?: 'on' | 'off';
}
