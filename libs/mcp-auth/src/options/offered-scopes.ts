/** Scopes that clients should ask for at a first login; known once all that needs scopes has been found. */
export abstract class OfferedScopes {
  /** In the form that tokens have. */
  abstract list(): readonly string[];
}
