import { digestOf } from '../../core/secret-digest.js';
import type { Revocation } from '../model/revocation.js';

/** The claims by which a revocation and a token know each other. */
export type RevocableClaims = Readonly<Record<string, unknown>>;

type Listener = () => void;

/** What is revoked, for as long as a token of it could be good otherwise, and who wants to hear of it. */
export class RevokedIds {
  private readonly forgetAtMs = new Map<string, number>();
  private readonly listeners = new Map<string, Set<Listener>>();

  get size(): number {
    return this.forgetAtMs.size;
  }

  has(claims: RevocableClaims): boolean {
    return this.forgetAtMs.size > 0 && idsOf(claims).some((id) => this.forgetAtMs.has(id));
  }

  /** Told again, it is known for as long as the later word says. */
  add(revocation: Revocation, forgetAtMs: number): void {
    const id = idOf(revocation);
    this.forgetAtMs.set(id, forgetAtMs);
    for (const listener of this.listeners.get(id) ?? []) listener();
  }

  watch(claims: RevocableClaims, onRevoked: Listener): () => void {
    const ids = idsOf(claims);
    const stop = () => ids.forEach((id) => this.removeListener(id, listener));
    const listener = () => {
      stop();
      onRevoked();
    };
    for (const id of ids) this.listeners.set(id, (this.listeners.get(id) ?? new Set()).add(listener));
    if (this.has(claims)) listener();
    return stop;
  }

  forgetThoseUntil(nowMs: number): void {
    for (const [id, forgetAtMs] of this.forgetAtMs) if (forgetAtMs <= nowMs) this.forgetAtMs.delete(id);
  }

  private removeListener(id: string, listener: Listener): void {
    const those = this.listeners.get(id);
    those?.delete(listener);
    if (those?.size === 0) this.listeners.delete(id);
  }
}

function idOf(revocation: Revocation): string {
  return revocation.of === 'grant' ? grant(revocation.grantId) : token(revocation.tokenDigest);
}

function idsOf({ grant_id: grantId, jti }: RevocableClaims): readonly string[] {
  const ofGrant = typeof grantId === 'string' ? [grant(grantId)] : [];
  return typeof jti === 'string' ? [...ofGrant, token(digestOf(jti))] : ofGrant;
}

const grant = (grantId: string) => `grant ${grantId}`;
const token = (tokenDigest: string) => `token ${tokenDigest}`;
