import { createPublicKey } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { Outbound, type Ask } from '../../core/outbound.js';
import { downloadKeys } from '../../identity-provider/jwks-download.js';
import { KeySet, type KeyLookup } from '../../identity-provider/key-set.js';
import { RemoteKeySet } from '../../identity-provider/remote.key-set.js';
import { bindKey, type VerificationKey } from '../../identity-provider/verification-key.js';
import type { Client } from '../model/client.js';
import { ClientSettings } from './client.settings.js';

/** More clients with published keys than a process sees in an hour; beyond it the oldest is asked anew. */
const maxKeySets = 1_000;

/** The public keys of clients: given with the client, or published at a URL and fetched when they are needed. */
@Injectable()
export class ClientKeySets {
  private readonly remote = new Map<string, RemoteKeySet>();

  constructor(
    @Inject(ClientSettings) private readonly settings: ClientSettings,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Outbound) private readonly outbound: Outbound,
  ) {}

  /** Keys that a signature may be of. */
  async find({ keys, origin }: Client, keyId: string | undefined, assertion: string): Promise<KeyLookup> {
    if (keys === undefined) return { found: 'unknown' };
    if (keys.from === 'jwks') return among(keys.keys.flatMap(usableKey), keyId);
    // A URL that the operator wrote down may be inside; one that a client brought may not.
    if (origin === 'configured' || origin === 'stored')
      return this.keySetAt(keys.uri, this.outbound.configured).find(keyId, assertion);
    // Where documents of clients are off, nothing that a client says is reason to reach out.
    if (this.settings.metadataDocuments === 'off') return { found: 'unknown' };
    return this.keySetAt(keys.uri, this.outbound.public).find(keyId, assertion);
  }

  private keySetAt(uri: string, ask: Ask): KeySet {
    const known = this.remote.get(uri);
    if (known !== undefined) return known;
    const [oldest] = this.remote.keys();
    if (this.remote.size >= maxKeySets && oldest !== undefined) this.remote.delete(oldest);
    const keySet = new RemoteKeySet(() => downloadKeys(uri, ask), this.clock);
    this.remote.set(uri, keySet);
    return keySet;
  }
}

function usableKey(jwk: Readonly<Record<string, unknown>>): readonly VerificationKey[] {
  const { kid, alg } = jwk;
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const keyId = typeof kid === 'string' ? kid : undefined;
    return [bindKey(key, keyId, typeof alg === 'string' ? alg : undefined)].filter((bound) => bound !== undefined);
  } catch {
    return [];
  }
}

function among(keys: readonly VerificationKey[], keyId: string | undefined): KeyLookup {
  const found = keyId === undefined ? keys : keys.filter((key) => key.keyId === keyId);
  return found.length === 0 ? { found: 'unknown' } : { found: 'keys', keys: found };
}
