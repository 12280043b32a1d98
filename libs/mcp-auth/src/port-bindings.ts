import { randomBytes, randomUUID } from 'node:crypto';
import type { Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { SinksAuditTrail } from './audit/sinks.audit-trail.js';
import { AuditTrail } from './core/audit/audit-trail.js';
import { Clock } from './core/clock.js';
import { Limiter } from './core/limiter.js';
import { Outbound } from './core/outbound.js';
import { Randomness } from './core/randomness.js';
import { MemoryLimiter } from './limits/memory.limiter.js';
import { ThrottlerLimiter } from './limits/throttler.limiter.js';
import { LimitsSettings } from './options/limits.settings.js';
import { OutboundSettings } from './options/outbound.settings.js';
import { GuardedOutbound } from './outbound/guarded.outbound.js';

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

  bytes(count: number): Buffer {
    return randomBytes(count);
  }
}

/** Ports and their implementations: the only place that chooses. */
export const portBindings: readonly Provider[] = [
  { provide: Clock, useClass: SystemClock },
  {
    provide: Outbound,
    inject: [OutboundSettings],
    useFactory: (settings: OutboundSettings) => new GuardedOutbound(settings),
  },
  { provide: Randomness, useClass: SystemRandomness },
  { provide: Limiter, inject: [LimitsSettings, Clock, ModuleRef], useFactory: limiterOf },
  { provide: AuditTrail, useClass: SinksAuditTrail },
];

function limiterOf({ storage }: LimitsSettings, clock: Clock, moduleRef: ModuleRef): Limiter {
  return storage === undefined
    ? new MemoryLimiter(clock)
    : new ThrottlerLimiter(() => moduleRef.get<unknown>(storage, { strict: false }), clock);
}
