import type { AuthKind } from './composition/auth-kind.js';
import { remoteAuth } from './remote-auth/remote.auth.js';
import { jwtVerifier } from './token-verification/jwt-verifier.auth.js';
import { noAuth } from './token-verification/no.auth.js';

/** Kinds that the environment can name in `MCP_AUTH`; used only where code gives no `auth`. */
export const providerKinds: readonly AuthKind<never>[] = [jwtVerifier.kind, remoteAuth.kind, noAuth.kind];
