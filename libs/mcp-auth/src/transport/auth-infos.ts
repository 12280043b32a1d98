import type { AuthInfo } from '@modelcontextprotocol/server';
import { Inject, Injectable } from '@nestjs/common';
import { readBearerCredential } from '../core/bearer-token.js';
import type { Principal } from '../core/principal.js';
import { ChallengeSettings } from '../http/bearer-refusal.js';
import { headerFields, type HttpExchange } from '../http/http-exchange.js';
import { authInfoOf } from './auth-info.js';
import { TransportSettings } from './transport.settings.js';

/** What the SDK is told of a caller. */
@Injectable()
export class AuthInfos {
  constructor(
    @Inject(TransportSettings) private readonly settings: TransportSettings,
    @Inject(ChallengeSettings) private readonly challenge: ChallengeSettings,
  ) {}

  of(principal: Principal, { request }: HttpExchange): AuthInfo {
    const credential = readBearerCredential(headerFields(request, 'authorization'));
    const { resourceMetadataUrl } = this.challenge;
    return authInfoOf(principal, {
      token: credential.found === 'token' ? credential.token : '',
      resource: this.settings.resource,
      ...(resourceMetadataUrl !== undefined && { resourceMetadataUrl }),
    });
  }
}
