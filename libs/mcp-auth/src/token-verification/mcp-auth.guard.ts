import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { invalid, type Refused, type Verification } from '../core/verification.js';
import { throwRefusal } from '../http/bearer-refusal.exception.js';
import { BearerRefusals } from '../http/bearer-refusals.js';
import type { HttpExchange } from '../http/http-exchange.js';
import { attachPrincipal } from './attached-principal.js';
import { httpExchangeOf } from './credential-sources/http.credential.js';
import { PUBLIC_ROUTE } from './public.decorator.js';
import { RequestAuthenticator } from './request-authenticator.js';

/**
 * Lets a request in when its access token is good, and attaches the principal. A template: each step is protected, so an
 * application overrides one sentence of behaviour and keeps the rest.
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
    const exchange = this.findExchange(context);
    const verification = await this.authenticate(exchange);
    if (verification.ending !== 'principal') return this.refuse(verification, exchange);
    attachPrincipal(context.switchToHttp().getRequest(), verification.principal);
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

  /** The request to authenticate; undefined in a context that carries none, which is then refused. */
  protected findExchange(context: ExecutionContext): Partial<HttpExchange> | undefined {
    return httpExchangeOf(context);
  }

  protected authenticate(exchange: Partial<HttpExchange> | undefined): Promise<Verification> {
    // An unknown context is refused, never waved through.
    return exchange?.request === undefined
      ? Promise.resolve(invalid('unsupported_context'))
      : this.authenticator.authenticate(exchange.request);
  }

  protected refuse(refused: Refused, exchange: Partial<HttpExchange> | undefined): never {
    throwRefusal(this.refusals.refuse(refused), exchange?.response);
  }
}
