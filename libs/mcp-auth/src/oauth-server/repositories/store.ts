import type { AssertionUseRepository } from './assertion-use.repository.js';
import type { ClientRepository } from './client.repository.js';
import type { ConsentRepository } from './consent.repository.js';
import type { OpaqueTokenRepository } from './opaque-token.repository.js';
import type { PeopleRepositories } from './people.repositories.js';
import type { PushedRequestRepository } from './pushed-request.repository.js';
import type { RevocationRepository } from './revocation.repository.js';
import type { RevokedTokenRepository } from './revoked-token.repository.js';
import type { SigningKeyRepository } from './signing-key.repository.js';
import type { TokenFamilyRepository } from './token-family.repository.js';

/** Port: everything that the authorization server keeps, in one place of one kind. */
export abstract class Store {
  abstract readonly families: TokenFamilyRepository;
  abstract readonly clients: ClientRepository;
  abstract readonly consents: ConsentRepository;
  abstract readonly pushedRequests: PushedRequestRepository;
  abstract readonly assertionUses: AssertionUseRepository;
  abstract readonly opaqueTokens: OpaqueTokenRepository;
  abstract readonly revokedTokens: RevokedTokenRepository;
  abstract readonly revocations: RevocationRepository;
  abstract readonly signingKeys: SigningKeyRepository;
  abstract readonly people: PeopleRepositories;

  /** Connects, and makes or checks its tables. */
  abstract open(): Promise<void>;

  /** Its own time, the same for all replicas, in milliseconds since the epoch. @throws StoreError where it cannot be asked */
  abstract timeMs(): Promise<number>;

  abstract close(): Promise<void>;
}
