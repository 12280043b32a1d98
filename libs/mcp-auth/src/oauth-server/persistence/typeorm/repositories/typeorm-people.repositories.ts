import type { PeopleRepositories } from '../../../repositories/people.repositories.js';
import type { StoreConnection } from '../store-connection.js';
import { TypeOrmAccountRepository } from './typeorm-account.repository.js';
import { TypeOrmAttemptRepository } from './typeorm-attempt.repository.js';
import { TypeOrmBrowserSessionRepository } from './typeorm-browser-session.repository.js';
import { TypeOrmInteractionRepository } from './typeorm-interaction.repository.js';
import { TypeOrmPersonalSecretRepository } from './typeorm-personal-secret.repository.js';
import { TypeOrmPasskeyRepository } from './typeorm-passkey.repository.js';

/** What is kept of people, in a database. */
export function typeOrmPeople(connection: StoreConnection): PeopleRepositories {
  return {
    accounts: new TypeOrmAccountRepository(connection),
    attempts: new TypeOrmAttemptRepository(connection),
    interactions: new TypeOrmInteractionRepository(connection),
    personalSecrets: new TypeOrmPersonalSecretRepository(connection),
    passkeys: new TypeOrmPasskeyRepository(connection),
    sessions: new TypeOrmBrowserSessionRepository(connection),
  };
}
