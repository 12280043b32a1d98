import type { AccountRepository } from './account.repository.js';
import type { AttemptRepository } from './attempt.repository.js';
import type { BrowserSessionRepository } from './browser-session.repository.js';
import type { InteractionRepository } from './interaction.repository.js';
import type { PersonalSecretRepository } from './personal-secret.repository.js';
import type { PasskeyRepository } from './passkey.repository.js';

/** What is kept of people and of their browsers. */
export interface PeopleRepositories {
  readonly accounts: AccountRepository;
  readonly attempts: AttemptRepository;
  readonly interactions: InteractionRepository;
  readonly personalSecrets: PersonalSecretRepository;
  readonly passkeys: PasskeyRepository;
  readonly sessions: BrowserSessionRepository;
}
