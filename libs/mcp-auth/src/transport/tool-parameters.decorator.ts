import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ServerContext } from '@modelcontextprotocol/server';

/** What a tool method is called with, in the order of Nest's own handler arguments. */
export type ToolArguments = readonly [request: object, response: object, input: unknown, context: ServerContext];

/** The arguments of the tool call, as the tool's input schema made them. */
export const ToolInput = createParamDecorator((_: unknown, context: ExecutionContext): unknown =>
  context.getArgByIndex(2),
);

/** The SDK's context of the call: notifications, progress, cancellation, `authInfo`. */
export const ToolContext = createParamDecorator((_: unknown, context: ExecutionContext): ServerContext =>
  context.getArgByIndex<ServerContext>(3),
);
