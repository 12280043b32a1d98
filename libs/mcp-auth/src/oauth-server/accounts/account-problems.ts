import { ConfigurationError, type ConfigurationProblem } from '../../core/errors/configuration-error.js';
import type { NewAccount } from './accounts.js';

const maxUsername = 128;

/** @throws ConfigurationError with everything that nobody could log in with, or be written to */
export function refuseUnusableAccount({ username, email }: Pick<NewAccount, 'username' | 'email'>): void {
  const problems: ConfigurationProblem[] = [];
  const isUsername =
    username.trim() === username && username !== '' && username.length <= maxUsername && !/\p{C}/u.test(username);
  if (!isUsername) {
    const message = `must have 1 to ${maxUsername} visible characters, without blanks around them`;
    problems.push({ path: 'user.username', message });
  }
  if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    problems.push({ path: 'user.email', message: 'must be a mail address' });
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
}
