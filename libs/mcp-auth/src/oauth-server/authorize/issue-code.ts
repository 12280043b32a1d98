import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { newSecret, Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import type { AuthorizationRequest } from '../model/authorization-request.js';
import { Store } from '../repositories/store.js';
import { CodeSettings } from './code.settings.js';

/** What a person decided. */
export interface Approval {
  readonly subject: string;
  readonly authenticatedAtMs: number;
  readonly scopes: readonly string[];
}

/** A code, and the grant that it opens. */
export interface IssuedCode {
  readonly code: string;
  readonly grantId: string;
}

/** Makes codes (OAuth 2.1 §4.1.2). */
@Injectable()
export class CodeIssuer {
  constructor(
    @Inject(CodeSettings) private readonly settings: CodeSettings,
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  async issue(request: AuthorizationRequest, { subject, authenticatedAtMs, scopes }: Approval): Promise<IssuedCode> {
    const { client, redirectUri, redirectUriNamed, codeChallenge: challenge, resources } = request;
    const code = newSecret(this.randomness);
    const id = this.randomness.identifier();
    const expiresAtMs = this.clock.nowMs() + this.settings.codeTtlSeconds * 1000;
    await this.store.families.begin({
      id,
      clientId: client.clientId,
      subject,
      scopes,
      resources,
      authenticatedAtMs,
      code: { digest: digestOf(code), redirectUri, redirectUriNamed, challenge, expiresAtMs },
      purgeableAtMs: expiresAtMs,
    });
    return { code, grantId: id };
  }
}
