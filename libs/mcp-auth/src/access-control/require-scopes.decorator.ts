import { SetMetadata } from '@nestjs/common';

/** Metadata key of `@RequireScopes()`. */
export const REQUIRED_SCOPES = 'nestjs-mcp-auth:required-scopes';

/**
 * Scopes that a handler needs, all of them, besides those of its class. A caller that lacks one gets 403 with a challenge that
 * names them all (RFC 6750 §3.1), because another token could have them.
 */
export const RequireScopes = (...scopes: readonly string[]): MethodDecorator & ClassDecorator =>
  SetMetadata(REQUIRED_SCOPES, scopes);
