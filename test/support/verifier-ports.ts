import type { Clock } from 'nestjs-mcp-auth';
import type { VerifierPorts } from '../../libs/mcp-auth/src/composition/auth-kind.js';
import type { AuditTrail } from '../../libs/mcp-auth/src/core/audit/audit-trail.js';
import { RealRandomness } from './token-engine.js';
import { outboundWith } from './outbound.js';

const unheard: AuditTrail = { hears: () => false, record: () => undefined };

/** What verifiers get that ask nothing of the application; the way out is the real one. */
export function verifierPorts(clock: Clock, changes: Partial<VerifierPorts> = {}): VerifierPorts {
  return {
    clock,
    randomness: new RealRandomness(),
    outbound: outboundWith(),
    auditTrail: unheard,
    find: () => {
      throw new Error('This verifier asks nothing of the application');
    },
    ...changes,
  };
}
