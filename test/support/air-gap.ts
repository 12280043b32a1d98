import dns from 'node:dns';
import { Socket } from 'node:net';

/** A host without a network: only the machine itself can be reached, as in a place that is cut off on purpose. */
const reachable = /^(?:localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

type Connect = (this: Socket, ...parameters: unknown[]) => Socket;
// The prototype is where every connection begins, whichever library opens it.
const prototype = Socket.prototype as unknown as { connect: Connect };
const { connect } = prototype;
prototype.connect = function connectWithinHost(...parameters) {
  const host = hostOf(parameters);
  if (host === undefined || reachable.test(host)) return connect.apply(this, parameters);
  const error = Object.assign(new Error(`connect ENETUNREACH ${host}`), { code: 'ENETUNREACH', syscall: 'connect' });
  process.nextTick(() => this.destroy(error));
  return this;
};

const { lookup } = dns.promises;
Object.assign(dns.promises, {
  lookup: (hostname: string, options: object) =>
    reachable.test(hostname)
      ? lookup(hostname, options)
      : Promise.reject(Object.assign(new Error(`getaddrinfo EAI_AGAIN ${hostname}`), { code: 'EAI_AGAIN' })),
});

/** Undefined for a path on this machine. */
function hostOf([first, second]: readonly unknown[]): string | undefined {
  const options: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof options === 'object' && options !== null) return hostOfOptions({ ...options });
  return typeof second === 'string' ? second : 'localhost';
}

function hostOfOptions({ path, lookup: ownLookup, host }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof path === 'string') return undefined;
  // A test that answers for a name itself: its address is what counts.
  if (typeof ownLookup === 'function') return pinnedHostOf(ownLookup);
  return typeof host === 'string' ? host : 'localhost';
}

/** The first address that a lookup of one's own gives, which it gives at once. */
function pinnedHostOf(lookupOnce: unknown): string {
  let address = 'unknown';
  const take = (_error: unknown, found: unknown) => {
    const [first] = Array.isArray(found) ? (found as readonly { readonly address: string }[]) : [];
    address = first?.address ?? String(found);
  };
  (lookupOnce as (hostname: string, options: object, callback: typeof take) => void)('pinned', { all: true }, take);
  return address;
}
