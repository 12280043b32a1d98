import { demoVariables } from './demo-variables.js';

/** Somebody for a first look. */
export interface DemoUser {
  readonly username: string;
  readonly password: string;
  readonly roles: readonly string[];
}

/**
 * Reads `DEMO_USERS`: `name:password[:role]`, comma-separated.
 * @param inProduction whether everybody would know the passwords of people who matter
 */
export function demoUsersOf(said: string | undefined, inProduction: 'refused' | 'allowed'): readonly DemoUser[] {
  if (inProduction === 'refused') {
    if (said === undefined) return [];
    throw new Error('DEMO_USERS is for loopback only: make people by `npx nestjs-mcp-auth users create`');
  }
  return (said ?? demoVariables.DEMO_USERS.default).split(',').map(demoUserOf);
}

function demoUserOf(text: string): DemoUser {
  const [username = '', password = '', role, ...rest] = text.trim().split(':');
  if (username !== '' && password !== '' && rest.length === 0)
    return { username, password, roles: role === undefined || role === '' ? [] : [role] };
  throw new Error('DEMO_USERS must be name:password or name:password:role, comma-separated');
}
