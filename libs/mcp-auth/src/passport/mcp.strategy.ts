import type { ServerResponse } from 'node:http';
import type { Principal } from '../core/principal.js';
import { throwRefusal } from '../http/bearer-refusal.exception.js';
import type { BearerRefusals } from '../http/bearer-refusals.js';
import { rawRequest } from '../http/http-exchange.js';
import { attachPrincipal } from '../token-verification/attached-principal.js';
import type { RequestAuthenticator } from '../token-verification/request-authenticator.js';

/** What Passport adds to a strategy for the time of one request. */
interface PassportActions {
  success(user: Principal): void;
  error(error: unknown): void;
}

/** Finds the response of a request, which Passport does not hand to strategies. */
export type ResponseOf = (request: object) => ServerResponse | undefined;

/**
 * `AuthGuard('mcp')`: any controller of the application, protected by this module's verifier. A refusal becomes an error
 * with its headers set, because Nest's own guard would answer 401 without a challenge.
 */
export class McpStrategy {
  constructor(
    readonly name: string,
    private readonly authenticator: RequestAuthenticator,
    private readonly refusals: BearerRefusals,
    private readonly responseOf: ResponseOf,
  ) {}

  authenticate(this: McpStrategy & PassportActions, request: object): void {
    this.identify(request).then(
      (principal) => this.success(principal),
      (error: unknown) => this.error(error),
    );
  }

  private async identify(request: object): Promise<Principal> {
    const raw = rawRequest(request);
    if (raw === undefined) throw new Error('Passport was given something that is not a request');
    const verification = await this.authenticator.authenticate(raw);
    if (verification.ending !== 'principal') {
      throwRefusal(this.refusals.refuse(verification), this.responseOf(request));
    }
    attachPrincipal(request, verification.principal);
    return verification.principal;
  }
}
