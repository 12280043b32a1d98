import { SetMetadata } from '@nestjs/common';

/** Metadata key of `@OptionalAuth()`. */
export const OPTIONAL_AUTH = 'nestjs-mcp-auth:optional-auth';

/** Lets callers without a credential in, as nobody; one that is there has to be good, as everywhere. */
export const OptionalAuth = (): MethodDecorator & ClassDecorator => SetMetadata(OPTIONAL_AUTH, true);
