import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from '../core/principal.js';
import { principalOf } from './attached-principal.js';
import { sourceFor } from './credential-sources/index.js';

/** The verified caller: in tools, and in controllers, resolvers, message handlers and gateways behind `McpAuthGuard`. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext) => principalIn(context));

/** The principal that a guard attached to what is being handled. */
export function principalIn(context: ExecutionContext): Principal | undefined {
  const credential = sourceFor(context)?.read(context);
  return credential && principalOf(credential);
}
