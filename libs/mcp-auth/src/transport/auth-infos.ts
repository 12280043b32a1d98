import type { AuthInfo } from '@modelcontextprotocol/server';
import { Inject, Injectable } from '@nestjs/common';
import { readBearerCredential } from '../core/bearer-token.js';
import type { Principal } from '../core/principal.js';
import { RequestVerifier } from '../core/request-verifier.js';
import { TokenVerifier } from '../core/token-verifier.js';
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
    @Inject(TokenVerifier) private readonly verifier: TokenVerifier,
  ) {}

  of(principal: Principal, { request }: HttpExchange): AuthInfo {
    const { resourceMetadataUrl } = this.challenge;
    return authInfoOf(principal, {
      token: this.verifiedToken(request),
      resource: this.settings.resource,
      ...(resourceMetadataUrl !== undefined && { resourceMetadataUrl }),
    });
  }

  /** None where the whole request was verified: what stands behind `Bearer` there, nobody has looked at. */
  private verifiedToken(request: HttpExchange['request']): string {
    if (this.verifier instanceof RequestVerifier) return '';
    const credential = readBearerCredential(headerFields(request, 'authorization'));
    return credential.found === 'token' ? credential.token : '';
  }
}
