import type { IncomingMessage } from 'node:http';

/** Somebody at a browser wants to go on with a client. */
export interface LoginQuestion {
  readonly request: IncomingMessage;
  /** Where the browser comes back to when somebody has logged in there. */
  readonly returnUrl: string;
  /** Names what waits for the person, for pages that tell about it; absent where nothing waits yet. */
  readonly interactionId?: string | undefined;
  /** A login from before this moment is not enough (`prompt=login`, `max_age`); in milliseconds since the epoch. */
  readonly loggedInSinceMs: number | undefined;
  readonly loginHint: string | undefined;
}

/** Who sits at the browser. */
export type LoginVerdict =
  | { readonly who: 'user'; readonly subject: string; readonly authenticatedAtMs: number }
  /** Nobody is logged in, or not lately enough; the browser can log in at the URL, where there is one. */
  | { readonly who: 'nobody'; readonly loginUrl?: string | undefined };

/** Port: tells who sits at a browser, by a session of whatever kind. */
export abstract class Login {
  abstract identify(question: LoginQuestion): Promise<LoginVerdict>;
}
