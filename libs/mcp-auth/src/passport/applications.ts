import type { Identify } from './mcp.strategy.js';

/** An application of this process, by its Express or Fastify instance. */
type Application = object;

/** Strategies of this process, and who identifies requests for each of them in each application. */
const identifiers = new Map<string, WeakMap<Application, Identify>>();

/** From now on requests of the application are identified like this, under the name of the strategy. */
export function addIdentifier(strategy: string, application: Application, identify: Identify): void {
  const ofStrategy = identifiers.get(strategy) ?? new WeakMap<Application, Identify>();
  identifiers.set(strategy, ofStrategy.set(application, identify));
}

export function removeIdentifier(strategy: string, application: Application): void {
  identifiers.get(strategy)?.delete(application);
}

/** Who identifies a request, by the application that it arrived at: Express keeps it as `app`, Fastify as `server`. */
export function identifierOf(strategy: string, request: object): Identify | undefined {
  const application: unknown = 'app' in request ? request.app : 'server' in request ? request.server : undefined;
  return isApplication(application) ? identifiers.get(strategy)?.get(application) : undefined;
}

/** Express makes its applications of functions. */
export function isApplication(value: unknown): value is Application {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
