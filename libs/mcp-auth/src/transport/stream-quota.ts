import type { Principal } from '../core/principal.js';
import { rpcCodes } from './rpc-refusal.js';

/** Streams that one principal may have open at a time, so that nobody takes the places of all. */
const perPrincipal = 64;

/** Counts open streams per principal. */
export class StreamQuota {
  private readonly open = new Map<string, number>();

  /** Takes a place; the result gives it back, once. Undefined when there is none. */
  acquire({ issuer, subject }: Principal): (() => void) | undefined {
    const owner = JSON.stringify([issuer, subject]);
    if ((this.open.get(owner) ?? 0) >= perPrincipal) return undefined;
    this.add(owner, 1);
    let taken = true;
    return () => {
      if (taken) this.add(owner, -1);
      taken = false;
    };
  }

  /** The answer to whoever has no place left (RFC 6585 §4). */
  static exhausted(): Response {
    const error = { code: rpcCodes.invalidRequest, message: `No more than ${perPrincipal} open streams` };
    return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 429, headers: { 'retry-after': '1' } });
  }

  private add(owner: string, difference: number): void {
    const count = (this.open.get(owner) ?? 0) + difference;
    if (count === 0) this.open.delete(owner);
    else this.open.set(owner, count);
  }
}
