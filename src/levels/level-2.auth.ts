import { remoteAuth, type AuthValue } from 'nestjs-mcp-auth';
import type { DemoOptions } from '../demo-options.js';
import { level1 } from './level-1.auth.js';

/** Level 2: the same tokens, and clients are told where to get one. */
export function level2(options: DemoOptions): AuthValue {
  return remoteAuth({
    authorizationServers: options.authorizationServers,
    verifier: level1(options),
    resourceName: 'nestjs-mcp-auth demo',
  });
}
