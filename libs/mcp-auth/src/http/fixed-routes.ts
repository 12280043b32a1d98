import { RequestMethod } from '@nestjs/common';
import type { ApplicationConfig } from '@nestjs/core';

/**
 * Keeps routes at the origin's root: takes exactly these paths out of the global prefix. To be called from a module's
 * `configure`, which Nest runs after the application has set its prefix and before it registers routes.
 */
export function keepOutOfGlobalPrefix(config: ApplicationConfig, paths: readonly string[]): void {
  const current = config.getGlobalPrefixOptions();
  const ours = paths.map((path) => ({ path, requestMethod: RequestMethod.ALL, pathRegex: exactly(path) }));
  config.setGlobalPrefixOptions({ ...current, exclude: [...(current.exclude ?? []), ...ours] });
}

function exactly(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/?$`);
}
