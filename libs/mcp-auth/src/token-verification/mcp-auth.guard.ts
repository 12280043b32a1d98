import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Principal } from '../core/principal.js';
import { invalid, type Refused, type Verification } from '../core/verification.js';
import { BearerRefusals } from '../http/bearer-refusals.js';
import { attachPrincipal, attachToRequest } from './attached-principal.js';
import type { Credential } from './credential-sources/credential-source.js';
import { sourceFor } from './credential-sources/index.js';
import { PUBLIC_ROUTE } from './public.decorator.js';
import { refuseByHttp } from './refusal-channels/http.channel.js';
import { RequestAuthenticator } from './request-authenticator.js';

/**
 * Lets a call in when its access token is good, and attaches the principal: in http, graphql, rpc and ws contexts. A
 * template: each step is protected, so an application overrides one sentence of behaviour and keeps the rest.
 */
@Injectable()
export class McpAuthGuard implements CanActivate {
  constructor(
    @Inject(RequestAuthenticator) private readonly authenticator: RequestAuthenticator,
    @Inject(BearerRefusals) private readonly refusals: BearerRefusals,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.isPublic(context)) return true;
    const credential = this.readCredential(context);
    // An unknown context is refused, never waved through.
    if (credential === undefined) return this.refuse(invalid('unsupported_context'), context);
    const verification = await this.authenticate(credential);
    if (verification.ending !== 'principal') return this.refuse(verification, context, credential);
    this.attach(verification.principal, credential);
    return true;
  }

  /** Whether handler or class is marked with `@Public()`. */
  protected isPublic(context: ExecutionContext): boolean {
    return (
      this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, [
        context.getHandler(),
        context.getClass(),
      ]) === true
    );
  }

  /** The credential to verify; undefined in a context that cannot carry one, which is then refused. */
  protected readCredential(context: ExecutionContext): Credential | undefined {
    return sourceFor(context)?.read(context);
  }

  protected authenticate(credential: Credential): Promise<Verification> {
    return credential.in === 'request'
      ? this.authenticator.authenticate(credential.carrier)
      : this.authenticator.authenticateFields(credential.authorizationFields);
  }

  /** Makes the principal known to `@CurrentPrincipal()`, and to Nest users as `request.user`. */
  protected attach(principal: Principal, credential: Credential): void {
    if (credential.in === 'request') attachToRequest(credential.adapterRequest, principal);
    else attachPrincipal(credential.carrier, principal);
  }

  /** Records the refusal and throws what the client of this kind of context understands. */
  protected refuse(refused: Refused, context: ExecutionContext, credential?: Credential): Promise<never> {
    const throwIt = sourceFor(context)?.refuse ?? refuseByHttp;
    return throwIt(this.refusals.refuse(refused), credential?.in === 'request' ? credential.response : undefined);
  }
}
