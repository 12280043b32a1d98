import { SetMetadata } from '@nestjs/common';

/** Metadata key of `@RequireRoles()`. */
export const REQUIRED_ROLES = 'nestjs-mcp-auth:required-roles';

/**
 * Roles that a handler needs, all of them, besides those of its class. A caller that lacks one is denied without a challenge,
 * because no other token of the same person would have it.
 */
export const RequireRoles = (...roles: readonly string[]): MethodDecorator & ClassDecorator =>
  SetMetadata(REQUIRED_ROLES, roles);
