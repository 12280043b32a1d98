import { SetMetadata } from '@nestjs/common';

/** Metadata key of `@Public()`; a name of our own, so that it never meets the application's. */
export const PUBLIC_ROUTE = 'nestjs-mcp-auth:public';

/** Lets everyone in, with or without a token, where `McpAuthGuard` stands. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC_ROUTE, true);
