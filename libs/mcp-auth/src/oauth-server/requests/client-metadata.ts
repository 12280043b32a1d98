import { z } from 'zod';
import { OAuthError } from '../../core/errors/oauth-error.js';
import type { ClientAuthenticationMethod, ClientPresentation } from '../model/client.js';

/** What a client says of itself, with every member of its type and nothing judged yet (RFC 7591 §2). */
export interface ClientMetadata {
  readonly redirectUris: readonly string[];
  readonly authenticationMethod: ClientAuthenticationMethod | undefined;
  /** Methods of which the server may choose (OpenID Connect Relying Party Metadata Choices). */
  readonly offeredMethods: readonly string[];
  readonly grantTypes: readonly string[] | undefined;
  readonly responseTypes: readonly string[] | undefined;
  readonly scope: string | undefined;
  readonly applicationType: 'web' | 'native' | undefined;
  /** A JSON Web Key Set, or where one is. */
  readonly jwks: { readonly keys: readonly Readonly<Record<string, unknown>>[] } | undefined;
  readonly jwksUri: string | undefined;
  readonly presentation: ClientPresentation;
  readonly softwareStatement: string | undefined;
  /** Its own id, where it is a document that names one (client ID metadata document). */
  readonly clientId: string | undefined;
  /** Whether it tells a secret, which is none then. */
  readonly hasSecret: boolean;
}

const text = z.string().max(2048);
const shortText = z.string().max(256);
const shortList = z.array(shortText).max(20);

const members = z.object({
  redirect_uris: z.array(text).max(50).default([]),
  token_endpoint_auth_method: z
    .enum(['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'])
    .optional(),
  token_endpoint_auth_methods_supported: shortList.default([]),
  grant_types: shortList.optional(),
  response_types: shortList.optional(),
  scope: text.optional(),
  application_type: z.enum(['web', 'native']).optional().catch(undefined),
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1).max(20) }).optional(),
  jwks_uri: text.optional(),
  client_name: shortText.optional(),
  client_uri: text.optional(),
  logo_uri: text.optional(),
  policy_uri: text.optional(),
  tos_uri: text.optional(),
  contacts: shortList.optional(),
  software_id: shortText.optional(),
  software_version: shortText.optional(),
  software_statement: z.string().optional(),
  client_id: text.optional(),
});

/**
 * Reads client metadata. Unknown members mean nothing (RFC 7591 §2), and what is null or empty was not said: some clients name every
 * member that they know.
 * @throws OAuthError where it is no object, or a member is of another type
 */
export function readClientMetadata(value: unknown): ClientMetadata {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new OAuthError('body_not_json_object');
  const said = Object.entries(value).filter(([, member]) => member !== null && member !== '');
  const read = members.safeParse(Object.fromEntries(said));
  if (!read.success) throw unusable(read.error.issues[0]?.path.join('.') ?? '');
  const { data } = read;
  return {
    redirectUris: data.redirect_uris,
    authenticationMethod: data.token_endpoint_auth_method,
    offeredMethods: data.token_endpoint_auth_methods_supported,
    grantTypes: data.grant_types,
    responseTypes: data.response_types,
    scope: data.scope,
    applicationType: data.application_type,
    jwks: data.jwks,
    jwksUri: data.jwks_uri,
    presentation: presentationOf(data),
    softwareStatement: data.software_statement,
    clientId: data.client_id,
    hasSecret: said.some(([name]) => name.startsWith('client_secret')),
  };
}

function presentationOf(data: z.infer<typeof members>): ClientPresentation {
  return {
    name: data.client_name,
    uri: data.client_uri,
    logoUri: data.logo_uri,
    policyUri: data.policy_uri,
    termsUri: data.tos_uri,
    contacts: data.contacts,
    softwareId: data.software_id,
    softwareVersion: data.software_version,
  };
}

function unusable(member: string): OAuthError {
  return new OAuthError(member.startsWith('redirect_uris') ? 'redirect_uris_unusable' : 'client_metadata_unusable', {
    member,
  });
}
