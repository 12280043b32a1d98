import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { ClientSettings } from '../clients/client.settings.js';
import { OwnParts } from '../login/own-parts.js';
import type { EndpointRow } from './endpoint-row.js';

/** Knows which endpoints have an answer: some are switched off, and pages may be the application's own. */
@Injectable()
export class EndpointAvailability {
  constructor(
    @Inject(ClientSettings) private readonly clients: ClientSettings,
    @Inject(OwnParts) private readonly ownParts: OwnParts,
  ) {}

  /** @throws OAuthError where it has none */
  async check({ isOff, pagePart }: EndpointRow): Promise<void> {
    if (isOff?.(this.clients) === true) throw new OAuthError('endpoint_off');
    if (pagePart !== undefined && !(await this.ownParts.serves(pagePart))) throw new OAuthError('page_unknown');
  }
}
