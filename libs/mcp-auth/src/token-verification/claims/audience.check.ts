import { listOfStrings } from './claim-values.js';
import type { JwtUnderCheck, Objection } from './jwt-rules.js';

/** RFC 9068 §4: the token was issued for this server; a token for a neighbour is none of ours. */
export function checkAudience({ jws, rules }: JwtUnderCheck): Objection {
  const found = listOfStrings(jws.claims['aud']);
  if (found.some((audience) => rules.audiences.includes(audience))) return undefined;
  return {
    reason: 'audience_not_accepted',
    details: { expected: rules.audiences, found: found.slice(0, 8).map((audience) => audience.slice(0, 256)) },
  };
}
