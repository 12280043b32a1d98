import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import { ResourceSettings } from '../options/resource.settings.js';
import { markProbe, ProbeRecord, RpcProbe, rpcProbePattern } from './rpc-probe.js';

type Handler = (data: unknown, context: unknown) => Promise<{ subscribe?(observer: object): unknown } | undefined>;
type Listening = (callback: (error?: unknown, ...rest: unknown[]) => void, ...rest: unknown[]) => unknown;

/** What of a server of `@nestjs/microservices` is used. */
interface RpcServer {
  getHandlers(): Map<string, Handler>;
  listen: Listening;
}

/**
 * Makes sure that the guard of the whole application guards its connected microservices too. One that does not inherit the
 * application's configuration has no global guards, and nothing would say so: each server is tried with a hidden message before
 * it listens.
 */
@Injectable()
export class RpcReach {
  private lastTurn: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(ResourceSettings) { publicMarkers }: ResourceSettings,
    @Inject(ProbeRecord) private readonly record: ProbeRecord,
  ) {
    markProbe(publicMarkers);
    modules.getRpcTargetRegistry<RpcServer>().subscribe((server) => this.tryBeforeListening(server));
  }

  /** Whether the guard was called for the hidden message; then it has been reached. */
  isProbe(context: ExecutionContext): boolean {
    if (context.getClass() !== RpcProbe) return false;
    this.record.reachedGuard = true;
    return true;
  }

  private tryBeforeListening(server: RpcServer): void {
    const listen: Listening = server.listen.bind(server);
    server.listen = (callback, ...rest) => {
      this.tryInTurn(server).then(() => listen(callback, ...rest), callback);
    };
  }

  /** Nest starts all servers at once; each has to be tried alone, or one would answer for another. */
  private tryInTurn(server: RpcServer): Promise<void> {
    const turn = this.lastTurn.then(() => this.try(server));
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  private async try(server: RpcServer): Promise<void> {
    const handler = takeProbe(server);
    if (handler === undefined) return;
    Object.assign(this.record, { reachedGuard: false, reachedHandler: false });
    const result = await handler({}, {});
    await new Promise<void>((resolve) => {
      const done = () => resolve();
      if (result?.subscribe === undefined) done();
      else result.subscribe({ error: done, complete: done });
    });
    // Another guard may have been in the way; that says nothing about ours.
    if (this.record.reachedHandler && !this.record.reachedGuard) throw notReached;
  }
}

/** No broker may ever hear of the hidden message. */
function takeProbe(server: RpcServer): Handler | undefined {
  const handlers = server.getHandlers();
  const [pattern, handler] = [...handlers].find(([name]) => name.includes(rpcProbePattern)) ?? [];
  if (pattern !== undefined) handlers.delete(pattern);
  return handler;
}

const notReached = new ConfigurationError([
  {
    path: 'guard',
    message:
      '"application" does not reach a connected microservice, whose handlers would be open; connect it with ' +
      'connectMicroservice(options, { inheritAppConfig: true })',
  },
]);
