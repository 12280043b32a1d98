/** A protected resource of this application, as its authorization server has to know it. */
export interface ServedResource {
  /** As configured; it stands in `aud` as this very string. */
  readonly identifier: string;
  /** Every scope that something there needs, or that stands for such a one. */
  readonly scopes: readonly string[];
  /** Scopes that every request needs. */
  readonly required: readonly string[];
  /** What scopes mean, in plain words, for people. */
  readonly descriptions: Readonly<Record<string, string>>;
  /** Scopes for a client that asks for none. */
  readonly offered: readonly string[];
}

/** Port: the protected resources of this application; known once all that needs scopes has been found. */
export abstract class ServedResources {
  /** That of `forRoot` first. */
  abstract list(): readonly ServedResource[];
}
