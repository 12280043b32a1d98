import { jwtVerifier, remoteAuth, type AuthValue } from 'nestjs-mcp-auth';
import type { DemoOptions } from '../demo-options.js';
import { developmentIssuerUrls } from '../development-issuer/development-issuer.js';

/** Level 2 against the issuer in this very process, for a first look without any other service. */
export function developmentLevel({ publicUrl, resource }: DemoOptions): AuthValue {
  const { issuer, jwksUri } = developmentIssuerUrls(publicUrl);
  return remoteAuth({
    authorizationServers: [issuer],
    verifier: jwtVerifier({ jwksUri, issuer, audience: resource, tokenType: 'at+jwt' }),
    resourceName: 'nestjs-mcp-auth demo (development issuer)',
  });
}
