import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { promisify } from 'node:util';

/** At least one. */
export type Addresses = readonly [LookupAddress, ...LookupAddress[]];

const resolveName = promisify(lookup);

/** Every address of a host, by the system's resolver. An address, also one in brackets, is its own only address. */
export function addressesOf(hostname: string): Promise<readonly LookupAddress[]> {
  return resolveName(hostname.replace(/^\[(.*)\]$/, '$1'), { all: true });
}

/**
 * A look-up that knows these addresses only. What was checked is what is connected to: a second look-up could end
 * elsewhere (DNS rebinding).
 */
export function pinnedTo(addresses: Addresses): LookupFunction {
  return (_hostname, { all }, callback) => {
    if (all === true) return callback(null, [...addresses]);
    const [{ address, family }] = addresses;
    return callback(null, address, family);
  };
}
