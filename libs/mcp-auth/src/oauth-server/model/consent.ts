/** What a person has agreed to for a client, to be remembered. */
export interface Consent {
  readonly subject: string;
  readonly clientId: string;
  readonly resource: string;
  /** As a store hands them out: in the order of the alphabet. */
  readonly scopes: readonly string[];
  readonly grantedAtMs: number;
}
