import { Inject, Injectable } from '@nestjs/common';
import { unionOfScopes } from '../../core/scopes.js';
import { ServedResources } from '../../core/served-resources.js';
import { ClientAuthentication } from '../clients/authentication/client-auth.js';
import { assertionAlgorithms } from '../clients/authentication/private-key-jwt.client-auth.js';
import { ClientAuthentications } from '../clients/client-authenticator.js';
import { ClientSettings } from '../clients/client.settings.js';
import type { Grant } from '../grants/grant.js';
import { TokenSettings } from '../tokens/token.settings.js';
import type { EndpointRow } from './endpoint-row.js';
import { ServerMetadata } from './server-metadata.js';
import { Grants } from './token.endpoint.js';

/** Injection token of the endpoints that are served. */
export const ServedEndpoints = Symbol('ServedEndpoints');

/** Says what is there, by looking at what is there (RFC 8414 §2). */
@Injectable()
export class DerivedServerMetadata extends ServerMetadata {
  constructor(
    @Inject(TokenSettings) private readonly settings: TokenSettings,
    @Inject(ClientSettings) private readonly clients: ClientSettings,
    @Inject(ServedEndpoints) private readonly endpoints: readonly EndpointRow[],
    @Inject(Grants) private readonly grants: readonly Grant[],
    @Inject(ClientAuthentications) private readonly authentications: readonly ClientAuthentication[],
    @Inject(ServedResources) private readonly resources: ServedResources,
  ) {
    super();
  }

  document(): Readonly<Record<string, unknown>> {
    const methods = this.authentications.map(({ method }) => method);
    const confidential = methods.filter((method) => method !== 'none');
    return {
      issuer: this.settings.issuer,
      ...this.urls(),
      scopes_supported: unionOfScopes(...this.resources.list().map(({ scopes }) => scopes)),
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: this.grants.map(({ grantType }) => grantType),
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: methods,
      token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
      revocation_endpoint_auth_methods_supported: methods,
      introspection_endpoint_auth_methods_supported: confidential,
      authorization_response_iss_parameter_supported: true,
      ...(this.clients.metadataDocuments !== 'off' && { client_id_metadata_document_supported: true }),
      // Clients that look for OpenID Connect read the document by its schema, which has these (OpenID Connect Discovery §3).
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
    };
  }

  private urls(): Readonly<Record<string, string>> {
    const { origin, pathname } = new URL(this.settings.issuer);
    const issuerPath = pathname.replace(/\/$/, '');
    const urls = this.endpoints.flatMap(({ metadataKey, paths, isOff }) => {
      const [path] = paths(issuerPath);
      return metadataKey === undefined || path === undefined || isOff?.(this.clients) === true
        ? []
        : [[metadataKey, origin + path] as const];
    });
    return Object.fromEntries(urls);
  }
}
