import type { Clock } from '../../../core/clock.js';
import { OAuthError } from '../../../core/errors/oauth-error.js';
import { hasDigest } from '../../../core/secret-digest.js';
import type { Client } from '../../model/client.js';

/**
 * Whether a secret is one of the client's that has not expired. All are compared, so that the time tells nothing.
 * @throws OAuthError where it is none
 */
export function checkClientSecret({ clientId, secrets }: Client, secret: string, clock: Clock): void {
  const nowMs = clock.nowMs();
  const fitting = secrets.filter(
    ({ digest, expiresAtMs = Infinity }) => hasDigest(secret, digest) && nowMs < expiresAtMs,
  );
  if (fitting.length === 0) throw new OAuthError('client_secret_wrong', { clientId });
}
