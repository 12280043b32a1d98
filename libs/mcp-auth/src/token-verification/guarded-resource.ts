import { Inject, Injectable } from '@nestjs/common';
import { BearerRefusals } from '../http/bearer-refusals.js';
import { RequestAuthenticator } from './request-authenticator.js';

/** What a guard needs of one resource: who verifies tokens for it, and how its refusals are told. */
@Injectable()
export class GuardedResource {
  constructor(
    @Inject(RequestAuthenticator) readonly authenticator: RequestAuthenticator,
    @Inject(BearerRefusals) readonly refusals: BearerRefusals,
  ) {}
}
