import { Inject, Injectable } from '@nestjs/common';
import { ServedResources } from '../../core/served-resources.js';
import { jsonReply, type HttpReply } from '../../http/http-reply.js';
import { ClientManagement, type ManagedRegistration } from '../clients/client-management.js';
import { ClientSettings } from '../clients/client.settings.js';
import { Parameters } from '../requests/parameters.js';
import { readReplacement } from '../requests/registration.request.js';
import { OAuthEndpoint, type EndpointRequest } from './oauth-endpoint.js';
import { registrationDocument } from './registration-document.js';

/** The client configuration endpoint (RFC 7592 §2). */
@Injectable()
export class ClientConfigurationEndpoint extends OAuthEndpoint {
  constructor(
    @Inject(ClientManagement) private readonly management: ClientManagement,
    @Inject(ServedResources) private readonly resources: ServedResources,
    @Inject(ClientSettings) private readonly settings: ClientSettings,
  ) {
    super();
  }

  async answer({ raw, query, body, authorization }: EndpointRequest): Promise<HttpReply> {
    const clientId = Parameters.parse(query).first('client_id');
    const managed = await this.management.find(clientId, authorization);
    switch (raw.method) {
      case 'DELETE':
        await this.management.remove(managed);
        return { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
      case 'PUT':
        return this.document({ ...managed, client: await this.management.replace(managed, readReplacement(body)) });
      default:
        return this.document(managed);
    }
  }

  private document(managed: ManagedRegistration): HttpReply {
    const place = { issuer: this.settings.issuer, resources: this.resources.list() };
    return jsonReply(200, registrationDocument(managed, place));
  }
}
