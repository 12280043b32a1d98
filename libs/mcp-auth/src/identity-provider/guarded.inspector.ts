import type { AuditTrail } from '../core/audit/audit-trail.js';
import type { Clock } from '../core/clock.js';
import type { Randomness } from '../core/randomness.js';
import { CircuitBreaker, type BreakerTiming, type GuardedCall } from './circuit-breaker.js';
import { TokenInspector, uninspected, type Inspection, type Uninspected } from './token-inspector.js';

/** What is needed to leave an issuer alone that fails, and to tell of it. */
export interface InspectionGuard {
  readonly clock: Clock;
  readonly auditTrail: AuditTrail;
  readonly randomness: Randomness;
  /** Whom the inspector asks, for the audit trail. */
  readonly provider: string;
  readonly timing?: BreakerTiming;
}

const tooMany = uninspected('too many calls at once', '1');

/** Asks an issuer only while it answers, and tells the audit trail when it stops and when it is back. */
export class GuardedInspector extends TokenInspector {
  private readonly breaker: CircuitBreaker;
  private lastFailure: Uninspected = tooMany;
  /** What the audit trail heard last: calls that run at the same time see one change each. */
  private isToldOpen = false;

  constructor(
    private readonly inspector: TokenInspector,
    private readonly guard: InspectionGuard,
  ) {
    super();
    this.breaker = new CircuitBreaker(guard.clock, guard.timing);
  }

  async inspect(token: string): Promise<Inspection> {
    const call = this.breaker.begin();
    if (call === undefined) return this.breaker.isOpen ? this.lastFailure : tooMany;
    const inspection = await this.ask(token, call);
    this.tellOfChange();
    return inspection;
  }

  private async ask(token: string, call: GuardedCall): Promise<Inspection> {
    try {
      const inspection = await this.inspector.inspect(token);
      if (inspection.found !== 'unavailable') call.answered();
      else {
        this.lastFailure = inspection;
        call.failed((inspection.askedForSeconds ?? 0) * 1000);
      }
      return inspection;
    } catch (error) {
      // A fault of ours must not hold a place for ever.
      call.failed();
      throw error;
    }
  }

  private tellOfChange(): void {
    const { isOpen } = this.breaker;
    if (isOpen === this.isToldOpen) return;
    this.isToldOpen = isOpen;
    const { auditTrail, randomness, provider } = this.guard;
    const event = { correlationId: randomness.identifier(), provider };
    if (isOpen) auditTrail.record('provider_unreachable', { ...event, cause: this.lastFailure.cause });
    else auditTrail.record('provider_reachable', event);
  }
}
