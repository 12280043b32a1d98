import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { digestOf } from '../../core/secret-digest.js';
import { Store } from '../repositories/store.js';
import { readAuthorizationRequest, type SentAuthorizationRequest } from '../requests/authorization.request.js';
import { Parameters } from '../requests/parameters.js';

/** How the `request_uri` of a pushed request begins (RFC 9126 §2.2). */
export const pushedRequestPrefix = 'urn:ietf:params:oauth:request_uri:';

/** What a client sent, read, and as it was. */
export interface ReadRequest {
  readonly sent: SentAuthorizationRequest;
  /** Form-encoded. */
  readonly text: string;
  /** Digest of the pushed request that it was deposited as, which is spent with it (RFC 9126 §4). */
  readonly pushedRequest?: string;
}

/** Finds what a client sent: in the request itself, or deposited before (RFC 9126 §4). */
@Injectable()
export class SentRequests {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  /**
   * @param text parameters as the browser brought them
   * @throws OAuthError where what is named was never deposited, or is spent or expired
   */
  async read(text: string): Promise<ReadRequest> {
    const parameters = Parameters.parse(text);
    const uri = parameters.first('request_uri');
    if (uri?.startsWith(pushedRequestPrefix) !== true) return { sent: readAuthorizationRequest(parameters), text };
    parameters.refuseRepeated(['client_id', 'request_uri']);
    const digest = digestOf(uri);
    const pushed = await this.store.pushedRequests.find(digest);
    const isUsable =
      pushed !== undefined &&
      pushed.clientId === parameters.first('client_id') &&
      pushed.expiresAtMs > this.clock.nowMs();
    if (!isUsable) throw new OAuthError('pushed_request_unknown');
    const sent = readAuthorizationRequest(Parameters.parse(pushed.parameters));
    return { sent, text: pushed.parameters, pushedRequest: digest };
  }

  /** Takes a pushed request, which one visit alone can have. @throws OAuthError for the others */
  async spend({ pushedRequest }: ReadRequest): Promise<void> {
    if (pushedRequest === undefined) return;
    const isWinner = await this.store.pushedRequests.spendOnce(pushedRequest, this.clock.nowMs());
    if (!isWinner) throw new OAuthError('pushed_request_unknown');
  }
}
