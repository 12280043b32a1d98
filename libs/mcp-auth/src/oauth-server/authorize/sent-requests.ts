import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { digestOf } from '../../core/secret-digest.js';
import { Store } from '../repositories/store.js';
import { readAuthorizationRequest, type SentAuthorizationRequest } from '../requests/authorization.request.js';
import { Parameters } from '../requests/parameters.js';

/** How the `request_uri` of a pushed request begins (RFC 9126 §2.2). */
export const pushedRequestPrefix = 'urn:ietf:params:oauth:request_uri:';

/** Finds what a client sent: in the request itself, or deposited before (RFC 9126 §4). */
@Injectable()
export class SentRequests {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  /** @throws OAuthError where what is named was never deposited, or is spent or expired */
  async read(parameters: Parameters): Promise<SentAuthorizationRequest> {
    const uri = parameters.first('request_uri');
    if (uri?.startsWith(pushedRequestPrefix) !== true) return readAuthorizationRequest(parameters);
    parameters.refuseRepeated(['client_id', 'request_uri']);
    const digest = digestOf(uri);
    const pushed = await this.store.pushedRequests.find(digest);
    const isUsable =
      pushed !== undefined &&
      pushed.clientId === parameters.first('client_id') &&
      pushed.expiresAtMs > this.clock.nowMs();
    if (!isUsable) throw new OAuthError('pushed_request_unknown');
    return readAuthorizationRequest(Parameters.parse(pushed.parameters), digest);
  }
}
