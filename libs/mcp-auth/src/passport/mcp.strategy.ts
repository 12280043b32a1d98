import type { Principal } from '../core/principal.js';

/** Authenticates a request of one application, or throws its refusal with the headers set. */
export type Identify = (request: object) => Promise<Principal>;

/** What Passport adds to a strategy for the time of one request. */
interface PassportActions {
  success(user: Principal): void;
  error(error: unknown): void;
}

/**
 * `AuthGuard('mcp')`: any controller of an application, protected by that application's verifier. Passport has one
 * registry for the whole process, so the strategy finds the application by the request, and refuses where there is none.
 */
export class McpStrategy {
  constructor(
    readonly name: string,
    private readonly identifierOf: (request: object) => Identify | undefined,
  ) {}

  authenticate(this: McpStrategy & PassportActions, request: object): void {
    const identify = this.identifierOf(request);
    if (identify === undefined) {
      this.error(new Error(`AuthGuard('${this.name}') is used in an application without McpAuthModule`));
      return;
    }
    // A refusal becomes an error, because Nest's own guard would answer 401 without a challenge.
    identify(request).then(
      (principal) => this.success(principal),
      (error: unknown) => this.error(error),
    );
  }
}
