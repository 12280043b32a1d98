import type { Clock } from 'nestjs-mcp-auth';

/** What verifiers get that ask nothing of the application. */
export function verifierPorts(clock: Clock) {
  return {
    clock,
    find: (): never => {
      throw new Error('This verifier asks nothing of the application');
    },
  };
}
