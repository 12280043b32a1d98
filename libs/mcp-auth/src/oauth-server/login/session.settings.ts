/** How long somebody stays logged in at a browser. */
export interface SessionSettings {
  readonly issuer: string;
  readonly idleSeconds: number;
  readonly absoluteSeconds: number;
}
export const SessionSettings = Symbol('SessionSettings');
