import { Store } from '../../repositories/store.js';
import { MemoryClientRepository } from './memory-client.repository.js';
import { MemoryTokenFamilyRepository } from './memory-token-family.repository.js';
import {
  MemoryAssertionUseRepository,
  MemoryConsentRepository,
  MemoryOpaqueTokenRepository,
  MemoryPushedRequestRepository,
  MemoryRevokedTokenRepository,
  MemorySigningKeyRepository,
} from './memory.repositories.js';

/** Keeps everything in the memory of this process, and forgets it with the process: for tests and trials. */
export class MemoryStore extends Store {
  readonly families = new MemoryTokenFamilyRepository();
  readonly clients = new MemoryClientRepository();
  readonly consents = new MemoryConsentRepository();
  readonly pushedRequests = new MemoryPushedRequestRepository();
  readonly assertionUses = new MemoryAssertionUseRepository();
  readonly opaqueTokens = new MemoryOpaqueTokenRepository();
  readonly revokedTokens = new MemoryRevokedTokenRepository();
  readonly signingKeys = new MemorySigningKeyRepository();

  open(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
