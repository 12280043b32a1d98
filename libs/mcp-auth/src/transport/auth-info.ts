import type { AuthInfo } from '@modelcontextprotocol/server';
import type { Principal } from '../core/principal.js';

/** The principal in the SDK's own form, without loss: what the SDK has no field for stands under `extra`. */
export function authInfoOf(
  principal: Principal,
  {
    token,
    resource,
    resourceMetadataUrl,
  }: { token: string; resource?: string | undefined; resourceMetadataUrl?: string },
): AuthInfo {
  const { subject, issuer, clientId, scopes, audience, expiresAt, claims, tenant, actor } = principal;
  return {
    token,
    clientId: clientId ?? '',
    scopes: [...scopes],
    expiresAt,
    ...(resource !== undefined && { resource: new URL(resource) }),
    ...(resourceMetadataUrl !== undefined && { resourceMetadataUrl }),
    extra: { subject, issuer, audience, claims, tenant, actor },
  };
}
