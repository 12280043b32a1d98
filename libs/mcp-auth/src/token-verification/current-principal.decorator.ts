import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from '../core/principal.js';
import { principalOf } from './attached-principal.js';

/** The verified caller, in controllers behind `McpAuthGuard` or `AuthGuard('mcp')` and in tools. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal | undefined =>
  // Tools get the real request as first argument too, so one look-up serves both.
  principalOf(context.switchToHttp().getRequest()),
);
