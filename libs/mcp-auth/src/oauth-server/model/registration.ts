import type { Client } from './client.js';

/** A client that registered itself, with what only its registration has. */
export interface Registration {
  readonly client: Client;
  /** SHA-256 of what it sent, by which a repetition is known; absent where each registration is one of its own. */
  readonly fingerprint?: string | undefined;
  /** Digest of the token that manages it (RFC 7592); absent where there is no management. */
  readonly managementDigest?: string | undefined;
  readonly registeredAtMs: number;
}
