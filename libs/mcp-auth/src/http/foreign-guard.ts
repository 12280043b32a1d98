import { HttpException, Logger } from '@nestjs/common';
import type { ApplicationConfig } from '@nestjs/core';

const logger = new Logger('McpAuthModule');

/**
 * Tells the operator which of the application's global guards turned away a request to a route of ours. Such a guard runs
 * before ours and knows nothing of it; without this line the cause is hard to find.
 */
export function reportForeignGuard(exception: unknown, config: ApplicationConfig, route: string): void {
  if (!(exception instanceof HttpException) || ![401, 403].includes(exception.getStatus())) return;
  const names = globalGuardNames(config);
  if (names.length === 0) return;
  logger.warn(
    `${route}: a global guard of the application refused this request before McpAuthGuard saw it ` +
      `(global guards: ${names.join(', ')}). Let it skip handlers that carry a metadata key of McpAuthModule's ` +
      `option "publicMarkers" (by default "isPublic"), or name the key that it knows there.`,
  );
}

function globalGuardNames(config: ApplicationConfig): readonly string[] {
  const requestScoped = config.getGlobalRequestGuards().map((wrapper) => wrapper.name);
  return [...config.getGlobalGuards().map((guard) => guard.constructor.name), ...requestScoped];
}
