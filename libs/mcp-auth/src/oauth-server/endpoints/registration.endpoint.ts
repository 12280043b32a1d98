import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { ServedResources } from '../../core/served-resources.js';
import { jsonReply, type HttpReply } from '../../http/http-reply.js';
import { ClientRegistration } from '../clients/client-registration.js';
import { ClientSettings } from '../clients/client.settings.js';
import { InitialAccess } from '../clients/initial-access.js';
import { readRegistration } from '../requests/registration.request.js';
import { OAuthEndpoint, type EndpointRequest } from './oauth-endpoint.js';
import { registrationDocument } from './registration-document.js';

/** Dynamic client registration (RFC 7591 §3). */
@Injectable()
export class RegistrationEndpoint extends OAuthEndpoint {
  constructor(
    @Inject(InitialAccess) private readonly initialAccess: InitialAccess,
    @Inject(ClientRegistration) private readonly registration: ClientRegistration,
    @Inject(ServedResources) private readonly resources: ServedResources,
    @Inject(ClientSettings) private readonly settings: ClientSettings,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {
    super();
  }

  async answer({ body, authorization, origin }: EndpointRequest): Promise<HttpReply> {
    // Before the metadata: who has no leave learns nothing of what would be taken.
    const access = this.initialAccess.check(authorization);
    const registered = await this.registration.register(readRegistration(body), access);
    const { clientId, presentation } = registered.client;
    const named = presentation.name === undefined ? {} : { clientName: presentation.name };
    this.auditTrail.record('client_registered', { ...origin, clientId, ...named });
    const place = { issuer: this.settings.issuer, resources: this.resources.list() };
    return jsonReply(201, registrationDocument(registered, place));
  }
}
