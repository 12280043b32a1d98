/** Which clients may come, and how. */
export interface ClientSettings {
  /** Of this server; what assertions of clients are for. */
  readonly issuer: string;
  /** Clients by the document that their id names: all, those of some hosts, or none. */
  readonly metadataDocuments: 'open' | 'off' | readonly string[];
  readonly registration: RegistrationSettings;
}
export const ClientSettings = Symbol('ClientSettings');

/** How clients register themselves (RFC 7591). */
export interface RegistrationSettings {
  readonly access: 'open' | 'initial_access_token' | 'off';
  readonly initialAccessTokens: readonly InitialAccessToken[];
  /** RFC 7592. */
  readonly management: 'on' | 'off';
  /** Registrations that were never used, at most. */
  readonly maxUnused: number;
  /** After so long without use a registration is forgotten. */
  readonly unusedTtlSeconds: number;
}

/** A token that gives leave to register, where registration needs one. */
export interface InitialAccessToken {
  readonly digest: string;
  /** Absent: it does not expire. */
  readonly expiresAtMs?: number | undefined;
  readonly goodFor: 'one_registration' | 'every_registration';
}
