import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { newSecret, Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import { ServedResources } from '../../core/served-resources.js';
import type { Client } from '../model/client.js';
import { Store } from '../repositories/store.js';
import { readAuthorizationRequest } from '../requests/authorization.request.js';
import { Parameters } from '../requests/parameters.js';
import { judgeAuthorizationRequest } from './authorization-request.judge.js';
import { checkRedirectUri } from './checks/redirect-uri.check.js';
import { pushedRequestPrefix } from './sent-requests.js';

/** Long enough for a browser to open, also a slow one. */
const ttlSeconds = 60;

/** A deposited request, as its client is told of it (RFC 9126 §2.2). */
export interface DepositedRequest {
  readonly requestUri: string;
  readonly expiresInSeconds: number;
}

/** Takes authorization requests that clients deposit (RFC 9126 §2). */
@Injectable()
export class PushedRequests {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(ServedResources) private readonly resources: ServedResources,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /**
   * Judges the request as it will be judged once more when the browser brings it.
   * @throws OAuthError, of which the client is told at once
   */
  async deposit(text: string, client: Client): Promise<DepositedRequest> {
    const sent = readAuthorizationRequest(Parameters.parse(text));
    judgeAuthorizationRequest(sent, client, checkRedirectUri(sent, client), this.resources.list());
    const requestUri = pushedRequestPrefix + newSecret(this.randomness);
    await this.store.pushedRequests.store({
      digest: digestOf(requestUri),
      clientId: client.clientId,
      parameters: withoutCredentials(text),
      expiresAtMs: this.clock.nowMs() + ttlSeconds * 1000,
    });
    return { requestUri, expiresInSeconds: ttlSeconds };
  }
}

const credentials = ['client_secret', 'client_assertion', 'client_assertion_type'];

/** What authenticates the client is not kept, however it is written. */
function withoutCredentials(text: string): string {
  const kept = new URLSearchParams(text);
  for (const name of credentials) kept.delete(name);
  return kept.toString();
}
