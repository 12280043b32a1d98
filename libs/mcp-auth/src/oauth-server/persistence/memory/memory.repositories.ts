import { unionOfScopes } from '../../../core/scopes.js';
import type { Consent } from '../../model/consent.js';
import type { OpaqueToken } from '../../model/opaque-token.js';
import type { PushedRequest } from '../../model/pushed-request.js';
import type { SigningKey } from '../../model/signing-key.js';
import { AssertionUseRepository } from '../../repositories/assertion-use.repository.js';
import { ConsentRepository } from '../../repositories/consent.repository.js';
import { OpaqueTokenRepository } from '../../repositories/opaque-token.repository.js';
import { PushedRequestRepository } from '../../repositories/pushed-request.repository.js';
import { SigningKeyRepository } from '../../repositories/signing-key.repository.js';
import type { TokenFamilyRepository } from '../../repositories/token-family.repository.js';
import { ExpiringMap } from './expiring-map.js';

export class MemoryConsentRepository extends ConsentRepository {
  private readonly consents = new Map<string, Consent>();

  async remember(consent: Consent): Promise<void> {
    const key = keyOf(consent.subject, consent.clientId, consent.resource);
    const scopes = unionOfScopes(this.consents.get(key)?.scopes ?? [], consent.scopes);
    this.consents.set(key, { ...consent, scopes: scopes.toSorted() });
  }

  async withdraw({ subject, clientId, resource, scopes }: Omit<Consent, 'grantedAtMs'>): Promise<void> {
    const key = keyOf(subject, clientId, resource);
    const known = this.consents.get(key);
    if (known === undefined) return;
    const left = known.scopes.filter((scope) => !scopes.includes(scope));
    if (left.length > 0) this.consents.set(key, { ...known, scopes: left });
    else this.consents.delete(key);
  }

  async find(subject: string, clientId: string, resource: string): Promise<Consent | undefined> {
    return this.consents.get(keyOf(subject, clientId, resource));
  }

  async forget(subject: string, clientId: string): Promise<void> {
    const all = [...this.consents].filter(([, one]) => one.subject === subject && one.clientId === clientId);
    for (const [key] of all) this.consents.delete(key);
  }

  async listOf(subject: string): Promise<readonly Consent[]> {
    return [...this.consents.values()].filter((consent) => consent.subject === subject);
  }

  async forgetAllOf(subject: string): Promise<void> {
    for (const [key, consent] of this.consents) if (consent.subject === subject) this.consents.delete(key);
  }
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

export class MemoryPushedRequestRepository extends PushedRequestRepository {
  private readonly requests = new ExpiringMap<PushedRequest>();

  async store(request: PushedRequest): Promise<void> {
    this.requests.set(request.digest, request, request.expiresAtMs);
  }

  async find(digest: string): Promise<PushedRequest | undefined> {
    return this.requests.get(digest);
  }

  async spendOnce(digest: string, nowMs: number): Promise<boolean> {
    const request = this.requests.get(digest);
    return request !== undefined && request.expiresAtMs > nowMs && this.requests.delete(digest);
  }

  async purgeExpired(nowMs: number, limit: number): Promise<number> {
    return this.requests.purge(nowMs, limit).length;
  }
}

export class MemoryAssertionUseRepository extends AssertionUseRepository {
  private readonly uses = new ExpiringMap<true>();

  async useOnce(digest: string, expiresAtMs: number): Promise<boolean> {
    if (this.uses.has(digest)) return false;
    this.uses.set(digest, true, expiresAtMs);
    return true;
  }

  async purgeExpired(nowMs: number, limit: number): Promise<number> {
    return this.uses.purge(nowMs, limit).length;
  }
}

export class MemoryOpaqueTokenRepository extends OpaqueTokenRepository {
  private readonly tokens = new ExpiringMap<OpaqueToken>();

  constructor(private readonly families: TokenFamilyRepository) {
    super();
  }

  async store(token: OpaqueToken): Promise<void> {
    this.tokens.set(token.digest, token, token.expiresAtMs);
  }

  async find(digest: string): Promise<OpaqueToken | undefined> {
    const token = this.tokens.get(digest);
    if (token?.familyId === undefined) return token;
    const family = await this.families.find(token.familyId);
    return family === undefined || family.revokedAtMs !== undefined ? undefined : token;
  }

  async remove(digest: string): Promise<void> {
    this.tokens.delete(digest);
  }

  async purgeExpired(nowMs: number, limit: number): Promise<number> {
    return this.tokens.purge(nowMs, limit).length;
  }
}

export class MemorySigningKeyRepository extends SigningKeyRepository {
  private keys: SigningKey[] = [];

  async list(): Promise<readonly SigningKey[]> {
    return this.keys.toSorted((one, other) => other.generation - one.generation);
  }

  async addOnce(key: SigningKey): Promise<boolean> {
    if (this.keys.some(({ generation }) => generation === key.generation)) return false;
    this.keys.push(key);
    return true;
  }

  async reseal({ keyId, from, to }: { keyId: string; from: string; to: string }): Promise<void> {
    this.keys = this.keys.map((key) =>
      key.keyId === keyId && key.sealedPrivateKey === from ? { ...key, sealedPrivateKey: to } : key,
    );
  }

  async remove(keyIds: readonly string[]): Promise<void> {
    this.keys = this.keys.filter(({ keyId }) => !keyIds.includes(keyId));
  }
}
