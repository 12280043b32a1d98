import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { RevocationBroadcast } from '../core/revocation-broadcast.js';

const longestRetryMs = 2_000;

/** Announces through Redis. While Redis is gone nothing is lost: replicas read the store all the same. */
export class RedisRevocationBroadcast extends RevocationBroadcast {
  private readonly logger = new Logger('OAuthServer');
  private readonly channel: string;
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private isDown = false;

  /** @param issuer whose replicas hear of each other; others may use the same Redis */
  constructor(url: string, issuer: string) {
    super();
    this.channel = `mcp-auth:revocations:${issuer}`;
    const options = { lazyConnect: true, retryStrategy: (times: number) => Math.min(times * 100, longestRetryMs) };
    this.subscriber = new Redis(url, options);
    // What cannot be said now need not be said later.
    this.publisher = new Redis(url, { ...options, enableOfflineQueue: false, maxRetriesPerRequest: 0 });
    for (const connection of [this.publisher, this.subscriber]) {
      connection.on('error', (error: Error) => this.tellDown(error));
      connection.on('ready', () => void (this.isDown = false));
    }
  }

  announce(): void {
    this.publisher.publish(this.channel, '').catch((error: unknown) => this.tellDown(error));
  }

  listen(onAnnounced: () => void): void {
    this.subscriber.on('message', onAnnounced);
    // Announcements may have been missed while there was no connection.
    this.subscriber.on('ready', onAnnounced);
    this.subscriber.subscribe(this.channel).catch((error: unknown) => this.tellDown(error));
    this.publisher.connect().catch((error: unknown) => this.tellDown(error));
  }

  close(): Promise<void> {
    this.publisher.disconnect();
    this.subscriber.disconnect();
    return Promise.resolve();
  }

  private tellDown(error: unknown): void {
    if (this.isDown) return;
    this.isDown = true;
    this.logger.warn(
      `Redis does not answer, so replicas hear of revocations from the database alone: ${String(error)}`,
    );
  }
}
