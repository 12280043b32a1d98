import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ServerContext } from '@modelcontextprotocol/server';

/** What the method of a component is called with, in the order of Nest's own handler arguments. */
export type ComponentArguments = readonly [request: object, response: object, input: unknown, context: ServerContext];

/** The input of the call: arguments of a tool or a prompt, as its schema made them; `ResourceInput` of a resource. */
export const ToolInput = createParamDecorator((_: unknown, context: ExecutionContext): unknown =>
  context.getArgByIndex(2),
);

/** The SDK's context of the call: notifications, progress, cancellation, `authInfo`. */
export const ToolContext = createParamDecorator((_: unknown, context: ExecutionContext): ServerContext =>
  context.getArgByIndex<ServerContext>(3),
);
