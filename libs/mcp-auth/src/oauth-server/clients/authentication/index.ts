import type { Type } from '@nestjs/common';
import type { ClientAuthentication } from './client-auth.js';
import { ClientSecretBasicAuthentication } from './client-secret-basic.client-auth.js';
import { ClientSecretPostAuthentication } from './client-secret-post.client-auth.js';
import { NoClientAuthentication } from './none.client-auth.js';
import { PrivateKeyJwtAuthentication } from './private-key-jwt.client-auth.js';

/** Every way in which clients can authenticate, in the order in which the metadata lists them. */
export const clientAuthentications: readonly Type<ClientAuthentication>[] = [
  NoClientAuthentication,
  ClientSecretBasicAuthentication,
  ClientSecretPostAuthentication,
  PrivateKeyJwtAuthentication,
];
