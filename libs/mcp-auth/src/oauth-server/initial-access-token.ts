import { digestOf } from '../core/secret-digest.js';
import { msOf } from './configured-client.js';
import type { InitialAccessToken } from './clients/client.settings.js';
import type { InitialAccessTokenOptions } from './oauth-server.options.js';

/** A token of the options, as the server knows it: of the token only the digest stays. */
export function initialAccessToken(option: string | InitialAccessTokenOptions): InitialAccessToken {
  const { value, expiresAt, goodFor = 'every_registration' } = typeof option === 'string' ? { value: option } : option;
  return { digest: digestOf(value), expiresAtMs: msOf(expiresAt), goodFor };
}
