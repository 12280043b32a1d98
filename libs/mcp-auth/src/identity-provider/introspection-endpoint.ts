import type { Clock } from '../core/clock.js';
import type { Outbound } from '../core/outbound.js';
import type { InspectionEndpoint } from './introspection.inspector.js';
import { discoverMetadata, namedUrl } from './issuer-discovery.js';

/** An issuer moves its endpoints less often than this. */
const maxAgeMs = 10 * 60_000;

/** Where the issuer answers: at a URL that the operator wrote down, else where the issuer's metadata says. */
export function introspectionEndpoint(
  { issuer, endpoint }: { readonly issuer: string; readonly endpoint: string | undefined },
  { outbound, clock }: { readonly outbound: Outbound; readonly clock: Clock },
): () => Promise<InspectionEndpoint> {
  if (endpoint !== undefined) return () => Promise.resolve({ url: endpoint, ask: outbound.configured });
  let known: InspectionEndpoint | undefined;
  let knownSinceMs = 0;
  let pending: Promise<InspectionEndpoint> | undefined;
  const renew = async () => {
    const askedAtMs = clock.monotonicMs();
    known = await discovered(issuer, outbound);
    knownSinceMs = askedAtMs;
    return known;
  };
  return () => {
    if (known !== undefined && clock.monotonicMs() - knownSinceMs < maxAgeMs) return Promise.resolve(known);
    // What failed is asked for again by the next call, as often as the circuit above lets one through.
    pending ??= renew().finally(() => (pending = undefined));
    const last = known;
    // An endpoint that was right ten minutes ago is better than none.
    return last === undefined ? pending : pending.catch(() => last);
  };
}

async function discovered(issuer: string, outbound: Outbound): Promise<InspectionEndpoint> {
  const url = namedUrl(issuer, await discoverMetadata(issuer, outbound), 'introspection_endpoint');
  return { url, ask: outbound.namedBy(issuer, url) };
}
