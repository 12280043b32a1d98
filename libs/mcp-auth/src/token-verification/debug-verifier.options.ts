/** Who calls, as far as a test wants to say it; what is left out is what the options say. */
export interface DebugCaller {
  readonly subject?: string;
  readonly clientId?: string;
  readonly scopes?: readonly string[];
  readonly roles?: readonly string[];
  readonly tenant?: string;
}

/** Whether a token is good, or who calls with it. */
export type AcceptAnswer = boolean | DebugCaller;

/** Options of `debugVerifier`. */
export interface DebugVerifierOptions extends DebugCaller {
  /** Default: every token that is not empty. What it throws is a fault of the application: the caller gets 500. */
  readonly accept?: (token: string) => AcceptAnswer | Promise<AcceptAnswer>;
}
