import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { PassportStatic } from 'passport';
import type { Principal } from '../core/principal.js';
import { throwRefusal } from '../http/bearer-refusal.exception.js';
import { BearerRefusals } from '../http/bearer-refusals.js';
import { rawRequest, rawResponse } from '../http/http-exchange.js';
import { RequestNote } from '../http/request-note.js';
import { attachToRequest } from '../token-verification/attached-principal.js';
import { RequestAuthenticator } from '../token-verification/request-authenticator.js';
import { addIdentifier, identifierOf, isApplication, removeIdentifier } from './applications.js';
import { McpStrategy } from './mcp.strategy.js';

/** Name in `AuthGuard('mcp')`: each resource has one of its own. */
export const StrategyName = Symbol('StrategyName');

interface FastifyPart {
  readonly raw: IncomingMessage & ServerResponse;
}
interface FastifyInstanceLike {
  addHook(name: 'onRequest', hook: (request: FastifyPart, reply: FastifyPart, done: () => void) => void): unknown;
}

/** The response of a request: Fastify does not keep it there. */
const responses = new RequestNote<ServerResponse>();
const hooked = new WeakSet<object>();

/** Registers the strategy where Passport is installed; nobody needs Passport for the module itself. */
@Injectable()
export class PassportRegistration implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(RequestAuthenticator) private readonly authenticator: RequestAuthenticator,
    @Inject(BearerRefusals) private readonly refusals: BearerRefusals,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(StrategyName) private readonly strategyName: string,
  ) {
    this.host.init$.subscribe(() => this.rememberFastifyResponses());
  }

  async onModuleInit(): Promise<void> {
    const passport = await loadPassport();
    const application: unknown = this.host.httpAdapter?.getInstance();
    if (passport === undefined || !isApplication(application)) return;
    const name = this.strategyName;
    addIdentifier(name, application, (request) => this.identify(request));
    const strategy = new McpStrategy(name, (request) => identifierOf(name, request));
    passport.use(name, strategy as unknown as Parameters<PassportStatic['use']>[1]);
  }

  onApplicationShutdown(): void {
    const application: unknown = this.host.httpAdapter?.getInstance();
    if (isApplication(application)) removeIdentifier(this.strategyName, application);
  }

  private async identify(request: object): Promise<Principal> {
    const raw = rawRequest(request);
    if (raw === undefined) throw new Error('Passport was given something that is not a request');
    const verification = await this.authenticator.authenticate(raw);
    if (verification.ending !== 'principal') {
      throwRefusal(this.refusals.refuse(verification, { request: raw }), this.responseOf(request, raw));
    }
    attachToRequest(request, verification.principal);
    return verification.principal;
  }

  /** Express keeps the response on the request; Fastify does not, so a hook notes it down. */
  private responseOf(request: object, raw: IncomingMessage): ServerResponse | undefined {
    return 'res' in request ? rawResponse(request.res) : responses.read(raw);
  }

  private rememberFastifyResponses(): void {
    const { httpAdapter } = this.host;
    // There is none where an application is a microservice and nothing else.
    if (httpAdapter?.getType() !== 'fastify') return;
    const instance = httpAdapter.getInstance<FastifyInstanceLike>();
    // One hook is enough for all resources of an application.
    if (hooked.has(instance)) return;
    hooked.add(instance);
    instance.addHook('onRequest', (request, reply, done) => {
      responses.write(request.raw, reply.raw);
      done();
    });
  }
}

async function loadPassport(): Promise<PassportStatic | undefined> {
  try {
    const { default: passport } = await import('passport');
    return passport;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (missing) return undefined;
    throw error;
  }
}
