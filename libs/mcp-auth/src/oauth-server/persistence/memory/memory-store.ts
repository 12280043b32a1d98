import type { Clock } from '../../../core/clock.js';
import { Store } from '../../repositories/store.js';
import { MemoryClientRepository } from './memory-client.repository.js';
import { MemoryRevocationRepository } from './memory-revocation.repository.js';
import { MemoryRevokedTokenRepository } from './memory-revoked-token.repository.js';
import { memoryPeople } from './memory-people.repositories.js';
import { MemoryTokenFamilyRepository } from './memory-token-family.repository.js';
import {
  MemoryAssertionUseRepository,
  MemoryConsentRepository,
  MemoryOpaqueTokenRepository,
  MemoryPushedRequestRepository,
  MemorySigningKeyRepository,
} from './memory.repositories.js';

/** Keeps everything in the memory of this process, and forgets it with the process: for tests and trials. */
export class MemoryStore extends Store {
  readonly families = new MemoryTokenFamilyRepository();
  readonly clients = new MemoryClientRepository();
  readonly consents = new MemoryConsentRepository();
  readonly pushedRequests = new MemoryPushedRequestRepository();
  readonly assertionUses = new MemoryAssertionUseRepository();
  readonly opaqueTokens = new MemoryOpaqueTokenRepository(this.families);
  readonly revokedTokens: MemoryRevokedTokenRepository;
  readonly revocations: MemoryRevocationRepository;
  readonly signingKeys = new MemorySigningKeyRepository();
  readonly people = memoryPeople();

  constructor(private readonly clock: Clock) {
    super();
    this.revokedTokens = new MemoryRevokedTokenRepository(clock);
    this.revocations = new MemoryRevocationRepository(this.families, this.revokedTokens, clock);
  }

  open(): Promise<void> {
    return Promise.resolve();
  }

  timeMs(): Promise<number> {
    return Promise.resolve(this.clock.nowMs());
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
