import type { Type } from '@nestjs/common';
import { AuthorizationCodeGrant } from './authorization-code.grant.js';
import { ClientCredentialsGrant } from './client-credentials.grant.js';
import type { Grant } from './grant.js';
import { RefreshTokenGrant } from './refresh-token.grant.js';

/** Every grant, in the order in which the metadata lists them. */
export const grants: readonly Type<Grant>[] = [AuthorizationCodeGrant, RefreshTokenGrant, ClientCredentialsGrant];
