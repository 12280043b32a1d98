import type { Principal } from '../core/principal.js';
import { rpcCodes } from './rpc-refusal.js';

/** Counts what runs for each principal at the same time, so that nobody takes the places of all. */
export class PrincipalQuota {
  private readonly running = new Map<string, number>();

  /** @param perPrincipal places of one principal; 0 is no limit */
  constructor(private readonly perPrincipal: number) {}

  /** Takes a place; the result gives it back, once. Undefined when there is none. */
  acquire({ issuer, subject }: Principal): (() => void) | undefined {
    const owner = JSON.stringify([issuer, subject]);
    if (this.perPrincipal > 0 && (this.running.get(owner) ?? 0) >= this.perPrincipal) return undefined;
    this.add(owner, 1);
    let taken = true;
    return () => {
      if (taken) this.add(owner, -1);
      taken = false;
    };
  }

  /** The answer to whoever has no place left (RFC 6585 §4). */
  static exhausted(what: string): Response {
    const error = { code: rpcCodes.invalidRequest, message: `Too many ${what} at the same time` };
    return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 429, headers: { 'retry-after': '1' } });
  }

  private add(owner: string, difference: number): void {
    const count = (this.running.get(owner) ?? 0) + difference;
    if (count === 0) this.running.delete(owner);
    else this.running.set(owner, count);
  }
}
