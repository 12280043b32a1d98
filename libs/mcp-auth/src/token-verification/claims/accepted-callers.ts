import type { Principal } from '../../core/principal.js';
import type { Objection } from './jwt-rules.js';

/** Who of an issuer's people and clients is let in at all. An empty list is everybody. */
export interface AcceptedCallers {
  readonly clientIds: readonly string[];
  readonly tenants: readonly string[];
}

export const everyCaller: AcceptedCallers = { clientIds: [], tenants: [] };

/** One rule about the caller that a good token names. */
export type CallerCheck = (principal: Principal, accepted: AcceptedCallers) => Objection;
