import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Refused } from '../core/verification.js';
import { RequestAuthenticator } from '../token-verification/request-authenticator.js';
import { ComponentRules } from './component-rules.js';

/** Judges the credential of a request to the endpoint before its body is read. */
@Injectable()
export class EndpointCredential {
  constructor(
    @Inject(RequestAuthenticator) private readonly authenticator: RequestAuthenticator,
    @Inject(ComponentRules) private readonly components: ComponentRules,
  ) {}

  /** What speaks against the request, if anything does. */
  async objectionTo(request: IncomingMessage): Promise<Refused | undefined> {
    const verification = await this.authenticator.authenticate(request);
    if (verification.ending === 'principal') return undefined;
    const isAnonymous = verification.ending === 'invalid' && verification.reason === 'credential_missing';
    // Who sends no token may call what is open to all; streams are for those who have one.
    return isAnonymous && request.method !== 'GET' && this.components.allowsAnonymous ? undefined : verification;
  }
}
