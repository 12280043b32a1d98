import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { PassportStatic } from 'passport';
import { BearerRefusals } from '../http/bearer-refusals.js';
import { rawResponse } from '../http/http-exchange.js';
import { RequestAuthenticator } from '../token-verification/request-authenticator.js';
import { McpStrategy } from './mcp.strategy.js';

/** Name in `AuthGuard('mcp')`. */
const STRATEGY = 'mcp';

/** Strategies of all applications in this process, the newest last: Passport has one registry for all of them. */
const strategies: McpStrategy[] = [];

interface FastifyInstanceLike {
  addHook(name: 'onRequest', hook: (request: FastifyPart, reply: FastifyPart, done: () => void) => void): unknown;
}
interface FastifyPart {
  readonly raw: IncomingMessage & ServerResponse;
}

/** Registers the strategy where Passport is installed; nobody needs Passport for the module itself. */
@Injectable()
export class PassportRegistration implements OnModuleInit, OnApplicationShutdown {
  private readonly responses = new WeakMap<object, ServerResponse>();
  private unregister: (() => void) | undefined;

  constructor(
    @Inject(RequestAuthenticator) private readonly authenticator: RequestAuthenticator,
    @Inject(BearerRefusals) private readonly refusals: BearerRefusals,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {
    this.host.init$.subscribe(() => this.rememberFastifyResponses());
  }

  async onModuleInit(): Promise<void> {
    const passport = await loadPassport();
    if (passport === undefined) return;
    const strategy = new McpStrategy(STRATEGY, this.authenticator, this.refusals, (request) =>
      this.responseOf(request),
    );
    strategies.push(strategy);
    useNewest(passport);
    this.unregister = () => {
      strategies.splice(strategies.indexOf(strategy), 1);
      useNewest(passport);
    };
  }

  onApplicationShutdown(): void {
    this.unregister?.();
  }

  /** Express keeps the response on the request; Fastify does not, so a hook notes it down. */
  private rememberFastifyResponses(): void {
    const { httpAdapter } = this.host;
    if (httpAdapter.getType() !== 'fastify') return;
    httpAdapter.getInstance<FastifyInstanceLike>().addHook('onRequest', (request, reply, done) => {
      this.responses.set(request.raw, reply.raw);
      done();
    });
  }

  private responseOf(request: object): ServerResponse | undefined {
    if ('res' in request) return rawResponse(request.res);
    return 'raw' in request && typeof request.raw === 'object' && request.raw !== null
      ? this.responses.get(request.raw)
      : undefined;
  }
}

/** When an application ends, the one before it is found again. */
function useNewest(passport: PassportStatic): void {
  const newest = strategies.at(-1);
  if (newest === undefined) passport.unuse(STRATEGY);
  else passport.use(STRATEGY, newest as unknown as Parameters<PassportStatic['use']>[1]);
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
