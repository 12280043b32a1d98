import { randomUUID } from 'node:crypto';
import type { Provider } from '@nestjs/common';
import { SinksAuditTrail } from './audit/sinks.audit-trail.js';
import { AuditTrail } from './core/audit/audit-trail.js';
import { Clock } from './core/clock.js';
import { Limiter } from './core/limiter.js';
import { Randomness } from './core/randomness.js';
import { ThrottlerLimiter } from './limits/throttler.limiter.js';

class SystemClock extends Clock {
  nowMs(): number {
    return Date.now();
  }

  monotonicMs(): number {
    return performance.now();
  }
}

class SystemRandomness extends Randomness {
  identifier(): string {
    return randomUUID();
  }
}

/** Ports and their implementations: the only place that chooses. */
export const portBindings: readonly Provider[] = [
  { provide: Clock, useClass: SystemClock },
  { provide: Randomness, useClass: SystemRandomness },
  { provide: Limiter, useClass: ThrottlerLimiter },
  { provide: AuditTrail, useClass: SinksAuditTrail },
];
