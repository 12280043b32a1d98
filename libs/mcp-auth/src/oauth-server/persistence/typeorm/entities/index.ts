import { AssertionUseEntity } from './assertion-use.entity.js';
import { ClientEntity } from './client.entity.js';
import { ConsentEntity } from './consent.entity.js';
import { OpaqueTokenEntity } from './opaque-token.entity.js';
import { PushedRequestEntity } from './pushed-request.entity.js';
import { RevokedTokenEntity } from './revoked-token.entity.js';
import { SigningKeyEntity } from './signing-key.entity.js';
import { TokenFamilyEntity } from './token-family.entity.js';

/** Every table of the authorization server. */
export const entities = [
  AssertionUseEntity,
  ClientEntity,
  ConsentEntity,
  OpaqueTokenEntity,
  PushedRequestEntity,
  RevokedTokenEntity,
  SigningKeyEntity,
  TokenFamilyEntity,
];
