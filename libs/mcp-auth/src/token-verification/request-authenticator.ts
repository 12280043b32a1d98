import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../core/audit/audit-trail.js';
import { auditedCaller } from '../core/audit/audited.js';
import { readBearerCredential } from '../core/bearer-token.js';
import { Randomness } from '../core/randomness.js';
import { ScopeHierarchy } from '../core/scope-hierarchy.js';
import { TokenVerifier } from '../core/token-verifier.js';
import { invalid, type Verification } from '../core/verification.js';
import { auditedRequest } from '../http/audited-request.js';
import { headerFields } from '../http/http-exchange.js';
import { RequestNote } from '../http/request-note.js';
import { AuditSettings } from '../options/audit.settings.js';

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
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
    @Inject(AuditSettings) private readonly auditSettings: AuditSettings,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** Verifies the credential of an HTTP request, once, however many guards and strategies ask. */
  authenticate(request: IncomingMessage): Promise<Verification> {
    const known = this.verifications.read(request);
    if (known !== undefined) return known;
    const verification = this.authenticateFields(headerFields(request, 'authorization'), request);
    this.verifications.write(request, verification);
    return verification;
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
    if (verification.ending !== 'principal' || !this.auditTrail.hears('token_accepted')) return verification;
    this.auditTrail.record('token_accepted', {
      correlationId: this.randomness.identifier(),
      ...auditedCaller(verification.principal),
      ...auditedRequest(request, this.auditSettings),
    });
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
