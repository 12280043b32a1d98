import { jwtVerifier, type VerifierValue } from 'nestjs-mcp-auth';
import type { DemoOptions } from '../demo-options.js';

/** Level 1: tokens of an issuer that the environment names. */
export function level1({ jwt }: DemoOptions): VerifierValue {
  const { jwksUri, publicKey, issuer = '', audience, requiredScopes } = jwt;
  return jwtVerifier({
    issuer,
    requiredScopes,
    ...(jwksUri !== undefined && { jwksUri }),
    ...(publicKey !== undefined && { publicKey }),
    ...(audience.length > 0 && { audience }),
  });
}
