import type { IncomingMessage } from 'node:http';
import type { Prompt } from '../model/authorization-request.js';

/** Somebody at a browser wants to go on with a client. */
export interface LoginQuestion {
  readonly request: IncomingMessage;
  /** Where the browser comes back to after it was sent to log in: the authorization request once more. */
  readonly returnUrl: string;
  readonly prompts: readonly Prompt[];
  /** Seconds since the last login that are acceptable. */
  readonly maxAgeSeconds: number | undefined;
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
