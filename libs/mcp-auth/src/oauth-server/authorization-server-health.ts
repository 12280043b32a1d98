import { Inject, Injectable } from '@nestjs/common';
import { Store } from './repositories/store.js';
import { RevocationFeed } from './revocations/revocation-feed.js';

/** How the authorization server is, in the form that Terminus knows. */
export interface AuthorizationServerState {
  /** `down`: no code, token or client can be looked up, and readiness should fail. */
  readonly database: { readonly status: 'up' | 'down' };
  /** `degraded`: what was revoked lately may not be known here. */
  readonly revocations: { readonly status: 'up' | 'degraded' };
}

/** Tells how the authorization server is, for whatever readiness the application has. */
@Injectable()
export class AuthorizationServerHealth {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(RevocationFeed) private readonly revocations: RevocationFeed,
  ) {}

  /** Asks the database; never fails. */
  async check(): Promise<AuthorizationServerState> {
    const isUp = await this.store.timeMs().then(
      () => true,
      () => false,
    );
    return {
      database: { status: isUp ? 'up' : 'down' },
      revocations: { status: this.revocations.condition() === 'current' ? 'up' : 'degraded' },
    };
  }
}
