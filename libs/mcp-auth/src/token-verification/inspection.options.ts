/** Options of every verifier that asks somebody for each token. */
export interface InspectionOptions {
  /** What all tokens of this issuer begin with, so that others are not shown to it. */
  readonly tokenPrefix?: string;
  /** How long a bad token is remembered, at most 10; 0 asks every time. Default: 10. */
  readonly refusedMaxAgeSeconds?: number;
  /** How long an answer may take. Default: 5. */
  readonly timeoutSeconds?: number;
  /** How long streams may stay open on a token for which the issuer tells no end. Default: 3600. */
  readonly unexpiringTokenSeconds?: number;
}
