import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { Randomness } from '../../core/randomness.js';
import { RevocationBroadcast } from '../../core/revocation-broadcast.js';
import { RevocationFeed } from '../revocations/revocation-feed.js';
import { Repetition } from './repetition.js';

/** What one replica revokes is refused by the others after so long at most, and half of it on average. */
const intervalMs = 250;

/** Keeps the feed of revocations current, and tells when it is lost. */
@Injectable()
export class RevocationFeedJob {
  private readonly logger = new Logger('OAuthServer');
  private readonly repetition = new Repetition(intervalMs, () => this.take(this.feed.read()));
  private told: 'current' | 'lost' = 'current';

  constructor(
    @Inject(RevocationFeed) private readonly feed: RevocationFeed,
    @Inject(RevocationBroadcast) private readonly broadcast: RevocationBroadcast,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** Resolves when all that is revoked is known here. */
  async start(): Promise<void> {
    await this.feed.read();
    this.repetition.start();
    this.broadcast.listen(() => void this.take(this.feed.readAnew()));
  }

  async stop(): Promise<void> {
    await this.broadcast.close();
    await this.repetition.stop();
  }

  private take(reading: Promise<void>): Promise<void> {
    // A reading that hangs is noticed too: by the next one that is due.
    this.tell();
    return reading.then(
      () => this.tell(),
      (error: unknown) => this.logger.debug(`Reading what was revoked failed: ${String(error)}`),
    );
  }

  private tell(): void {
    const condition = this.feed.condition() === 'current' ? 'current' : 'lost';
    if (condition === this.told) return;
    this.told = condition;
    const event = { correlationId: this.randomness.identifier() };
    if (condition === 'lost') {
      this.logger.error(`The store does not tell what was revoked; the audit trail has it as ${event.correlationId}`);
      this.auditTrail.record('revocation_feed_lost', event);
    } else {
      this.logger.log('The store tells again what was revoked');
      this.auditTrail.record('revocation_feed_restored', event);
    }
  }
}
