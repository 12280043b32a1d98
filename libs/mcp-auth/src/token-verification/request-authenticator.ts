import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { readBearerCredential } from '../core/bearer-token.js';
import { RequestVerifier } from '../core/request-verifier.js';
import { ScopeHierarchy } from '../core/scope-hierarchy.js';
import { TokenVerifier } from '../core/token-verifier.js';
import { invalid, type Verification } from '../core/verification.js';
import { headerFields } from '../http/http-exchange.js';
import { requestFieldsOf } from '../http/request-fields.js';
import { RequestNote } from '../http/request-note.js';
import { AcceptanceRecord } from './acceptance-record.js';

/** Scopes that every request to this resource needs. */
export interface ResourceScopes {
  readonly required: readonly string[];
}
export const ResourceScopes = Symbol('ResourceScopes');

/** Verifies credentials, whatever brought them, with the scopes that every request needs. */
@Injectable()
export class RequestAuthenticator {
  private readonly verifications = new RequestNote<Promise<Verification>>();

  constructor(
    @Inject(TokenVerifier) private readonly verifier: TokenVerifier,
    @Inject(ResourceScopes) private readonly scopes: ResourceScopes,
    @Inject(ScopeHierarchy) private readonly hierarchy: ScopeHierarchy,
    @Inject(AcceptanceRecord) private readonly record: AcceptanceRecord,
  ) {}

  /** Verifies the credential of an HTTP request, once, however many guards and strategies ask. */
  authenticate(request: IncomingMessage): Promise<Verification> {
    const known = this.verifications.read(request);
    if (known !== undefined) return known;
    const { verifier } = this;
    const verification =
      verifier instanceof RequestVerifier
        ? this.authenticateByRequest(verifier, request)
        : this.authenticateFields(headerFields(request, 'authorization'), request);
    this.verifications.write(request, verification);
    return verification;
  }

  private async authenticateByRequest(verifier: RequestVerifier, request: IncomingMessage): Promise<Verification> {
    const verification = await verifier.verifyRequest(requestFieldsOf(request));
    return this.accepted(this.withRequiredScopes(verification), request);
  }

  /** Verifies the values of all `Authorization` fields of one message, anew at each call. */
  async authenticateFields(authorizationFields: readonly string[], request?: IncomingMessage): Promise<Verification> {
    const credential = readBearerCredential(authorizationFields);
    switch (credential.found) {
      case 'nothing':
        return this.accepted(this.withRequiredScopes(this.verifier.withoutCredential()), request);
      case 'malformed':
        return invalid(credential.reason);
      case 'token':
        return this.accepted(this.withRequiredScopes(await this.verifier.verify(credential.token)), request);
    }
  }

  /** A refusal is recorded where it is told. */
  private accepted(verification: Verification, request: IncomingMessage | undefined): Verification {
    if (verification.ending === 'principal') this.record.accepted(verification.principal, request);
    return verification;
  }

  private withRequiredScopes(verification: Verification): Verification {
    if (verification.ending !== 'principal') return verification;
    const { principal } = verification;
    const { required } = this.scopes;
    return this.hierarchy.missing(principal.scopes, required).length > 0
      ? { ending: 'insufficient', principal, requiredScopes: required }
      : verification;
  }
}
