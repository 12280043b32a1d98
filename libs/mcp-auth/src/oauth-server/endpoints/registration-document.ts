import { unionOfScopes } from '../../core/scopes.js';
import type { ServedResource } from '../../core/served-resources.js';
import { narrowedScopes } from '../authorize/narrowed-scopes.js';
import type { RegisteredClient } from '../clients/client-registration.js';
import type { Client, ClientKeys } from '../model/client.js';
import { clientConfigurationUrl } from './client-configuration-url.js';

/** Where a client registered. */
export interface RegistrationPlace {
  readonly issuer: string;
  readonly resources: readonly ServedResource[];
}

/** A registration as its client is told of it (RFC 7591 §3.2.1): what there is, and not what was asked. A member without a value is left out. */
export function registrationDocument(
  { client, registeredAtMs, secret, managementToken }: RegisteredClient,
  { issuer, resources }: RegistrationPlace,
): Readonly<Record<string, unknown>> {
  return {
    client_id: client.clientId,
    client_id_issued_at: Math.floor(registeredAtMs / 1000),
    ...(secret !== undefined && { client_secret: secret, client_secret_expires_at: 0 }),
    redirect_uris: client.redirectUris,
    token_endpoint_auth_method: client.authenticationMethod,
    grant_types: client.grantTypes,
    response_types: ['code'],
    scope: scopeOf(client, resources),
    application_type: client.applicationType,
    ...presentationMembers(client),
    ...keyMembers(client.keys),
    ...(managementToken !== undefined && {
      registration_access_token: managementToken,
      registration_client_uri: clientConfigurationUrl(issuer, client.clientId),
    }),
  };
}

/** What it said it would ask for, of what there is; else what is offered for a first login. */
function scopeOf({ askedScopes }: Client, resources: readonly ServedResource[]): string | undefined {
  const scopes = unionOfScopes(narrowedScopes(askedScopes, resources, undefined));
  return scopes.length === 0 ? undefined : scopes.join(' ');
}

function presentationMembers({ presentation }: Client): Readonly<Record<string, unknown>> {
  return {
    client_name: presentation.name,
    client_uri: presentation.uri,
    logo_uri: presentation.logoUri,
    policy_uri: presentation.policyUri,
    tos_uri: presentation.termsUri,
    contacts: presentation.contacts,
    software_id: presentation.softwareId,
    software_version: presentation.softwareVersion,
  };
}

function keyMembers(keys: ClientKeys | undefined): Readonly<Record<string, unknown>> {
  if (keys === undefined) return {};
  return keys.from === 'jwks' ? { jwks: { keys: keys.keys } } : { jwks_uri: keys.uri };
}
