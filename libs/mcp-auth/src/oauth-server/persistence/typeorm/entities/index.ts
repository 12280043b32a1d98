import { AccountEntity } from './account.entity.js';
import { AssertionUseEntity } from './assertion-use.entity.js';
import { AttemptEntity } from './attempt.entity.js';
import { BrowserSessionEntity } from './browser-session.entity.js';
import { ClientEntity } from './client.entity.js';
import { ConsentEntity } from './consent.entity.js';
import { InteractionEntity } from './interaction.entity.js';
import { PersonalSecretEntity } from './personal-secret.entity.js';
import { OpaqueTokenEntity } from './opaque-token.entity.js';
import { PasskeyEntity } from './passkey.entity.js';
import { PushedRequestEntity } from './pushed-request.entity.js';
import { RevokedTokenEntity } from './revoked-token.entity.js';
import { SigningKeyEntity } from './signing-key.entity.js';
import { TokenFamilyEntity } from './token-family.entity.js';

/** Every table of the authorization server. */
export const entities = [
  AccountEntity,
  AssertionUseEntity,
  AttemptEntity,
  BrowserSessionEntity,
  ClientEntity,
  ConsentEntity,
  InteractionEntity,
  PersonalSecretEntity,
  OpaqueTokenEntity,
  PasskeyEntity,
  PushedRequestEntity,
  RevokedTokenEntity,
  SigningKeyEntity,
  TokenFamilyEntity,
];
