import { RequestVerifier, type RequestFields } from '../core/request-verifier.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { invalid, type Verification } from '../core/verification.js';
import { readAssertion } from './assertion-field.js';

/** Where an assertion stands, and whose count. */
export interface AssertionPlace {
  /** Name of the header in lower case. */
  readonly header: string;
  readonly clientIds: readonly string[] | undefined;
}

/** Verifies the JWT that a gateway has put into a header of its own. */
export class SignedAssertionVerifier extends RequestVerifier {
  /** @param assertions verifies the JWT, wherever it stood */
  constructor(
    private readonly place: AssertionPlace,
    private readonly assertions: TokenVerifier,
  ) {
    super();
  }

  async verifyRequest(request: RequestFields): Promise<Verification> {
    const { header } = this.place;
    const credential = readAssertion(header, request.valuesOf(header));
    switch (credential.found) {
      case 'nothing':
        return this.withoutCredential();
      case 'malformed':
        return invalid(credential.reason, { header });
      case 'token':
        return this.ofOurClients(await this.assertions.verify(credential.token));
    }
  }

  /** What a message brings, or an `Authorization` header, is nothing that a gateway vouches for. */
  verify(_token: string): Promise<Verification> {
    return Promise.resolve(this.withoutCredential());
  }

  private ofOurClients(verification: Verification): Verification {
    const { clientIds } = this.place;
    if (clientIds === undefined || !('principal' in verification)) return verification;
    const { clientId = 'none' } = verification.principal;
    return clientIds.includes(clientId)
      ? verification
      : invalid('audience_not_accepted', { expected: clientIds, found: clientId.slice(0, 256) });
  }
}
