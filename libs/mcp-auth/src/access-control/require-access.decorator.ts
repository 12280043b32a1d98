import { SetMetadata } from '@nestjs/common';
import type { AccessRule } from './access-rule.js';
import { checkedRule } from './access-rule.schema.js';

/** Metadata key of `@RequireAccess()`. */
export const REQUIRED_ACCESS = 'nestjs-mcp-auth:required-access';

/**
 * A rule for a handler, a tool, a resource or a prompt, or for all of a class; besides what `@RequireScopes` and `@RequireRoles` say.
 *
 * @example \@RequireAccess({ anyOf: [{ scopes: ['notes:write'] }, { roles: ['admin'] }] })
 *
 * @throws ConfigurationError where the rule is none
 */
export const RequireAccess = (rule: AccessRule): MethodDecorator & ClassDecorator =>
  SetMetadata(REQUIRED_ACCESS, checkedRule('@RequireAccess', rule));
