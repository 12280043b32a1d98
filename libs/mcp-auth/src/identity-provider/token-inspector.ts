/** What an issuer says of a token when it is asked. */
export type Inspection =
  | { readonly found: 'active'; readonly claims: Readonly<Record<string, unknown>> }
  | { readonly found: 'inactive' }
  | Uninspected;

/** Nothing is known of the token: whoever could tell cannot be asked, or answers what nobody can rely on. */
export interface Uninspected {
  readonly found: 'unavailable';
  readonly retryAfterSeconds: number;
  /** For so long the other side wants to be left alone, where it says so. */
  readonly askedForSeconds?: number;
  /** For the log; nothing of the token or of the answer's content is in it. */
  readonly cause: string;
}

/** Port: asks whoever issued a token what it is worth. Never rejects for a bad token or a bad answer. */
export abstract class TokenInspector {
  abstract inspect(token: string): Promise<Inspection>;
}

/** How long a client waits where the other side does not say. */
const usualRetrySeconds = 3;
const maxRetrySeconds = 60;

/** @param retryAfter the header of that name, which counts where it is a number of seconds (RFC 9110 §10.2.3) */
export function uninspected(cause: string, retryAfter: string | null = null): Uninspected {
  const failure = { found: 'unavailable', cause } as const;
  if (!/^\d{1,6}$/.test(retryAfter ?? '')) return { ...failure, retryAfterSeconds: usualRetrySeconds };
  const seconds = Math.min(Math.max(Number(retryAfter), 1), maxRetrySeconds);
  return { ...failure, retryAfterSeconds: seconds, askedForSeconds: seconds };
}
