import { ConfigurationError } from '../core/errors/configuration-error.js';
import type { RevocationBroadcast } from '../core/revocation-broadcast.js';
import { NoRevocationBroadcast } from '../replication/no.revocation-broadcast.js';
import type { OAuthServerSettings } from './oauth-server.settings.js';

/**
 * The broadcast that the options name. Redis is read where it is needed, and not before.
 * @throws ConfigurationError where its client is not installed
 */
export async function broadcastOf({
  issuer,
  revocations: { redisUrl },
}: Pick<OAuthServerSettings, 'issuer' | 'revocations'>): Promise<RevocationBroadcast> {
  if (redisUrl === undefined) return new NoRevocationBroadcast();
  try {
    const { RedisRevocationBroadcast } = await import('../replication/redis.revocation-broadcast.js');
    return new RedisRevocationBroadcast(redisUrl, issuer);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing) throw error;
    throw new ConfigurationError([
      { path: 'auth.revocations.redisUrl', message: 'needs a client of Redis: npm install ioredis' },
    ]);
  }
}
