/** The scopes of a resource; known once all that needs scopes has been found. */
export abstract class OfferedScopes {
  /** Those that clients should ask for at a first login, in the form that tokens have. */
  abstract list(): readonly string[];

  /** Every scope that something needs, that is offered, or that stands for others. */
  abstract known(): readonly string[];
}
