import type { Identify } from './mcp.strategy.js';

/** Each application of this process that has the module, by its Express or Fastify instance. */
export const applications = new Map<unknown, Identify>();

/** The instance that a request arrived at: Express keeps it as `app`, Fastify as `server`. */
export function applicationOf(request: object): unknown {
  if ('app' in request) return request.app;
  return 'server' in request ? request.server : undefined;
}
