import type { CallerCheck } from './accepted-callers.js';

/** Where an issuer's tokens do not say for whom they are, the client that they were issued to takes the place of the audience. */
export const checkClientId: CallerCheck = ({ clientId }, { clientIds }) => {
  if (clientIds.length === 0 || (clientId !== undefined && clientIds.includes(clientId))) return undefined;
  return { reason: 'client_not_accepted', details: { found: (clientId ?? 'none').slice(0, 256) } };
};
