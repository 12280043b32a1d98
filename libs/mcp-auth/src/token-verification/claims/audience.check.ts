import { listOfStrings } from './claim-values.js';
import type { ClaimsUnderCheck, Objection } from './jwt-rules.js';

/** RFC 9068 §4: the token was issued for this server; a token for a neighbour is none of ours. */
export function checkAudience({ jws, rules }: ClaimsUnderCheck): Objection {
  const found = listOfStrings(jws.claims['aud']);
  if (found.some((audience) => rules.audiences.some((expected) => matches(expected, audience)))) return undefined;
  return {
    reason: 'audience_not_accepted',
    details: {
      expected: rules.audiences.map(String),
      found: found.slice(0, 8).map((audience) => audience.slice(0, 256)),
    },
  };
}

function matches(expected: string | RegExp, audience: string): boolean {
  // `search` starts at the beginning each time; `test` of a global pattern would go on where it stopped.
  return typeof expected === 'string' ? expected === audience : audience.search(expected) >= 0;
}
