import type { IncomingMessage } from 'node:http';

/**
 * Something to remember about a request, under a key that nobody else has, so that no body or header can forge it. It stands on
 * the request itself: maps with weak keys cost a guarded Fastify route a third of its speed.
 */
export class RequestNote<Value> {
  private readonly key = Symbol('nestjs-mcp-auth');

  read(request: IncomingMessage): Value | undefined {
    return (request as Noted<Value>)[this.key];
  }

  write(request: IncomingMessage, value: Value): void {
    (request as Noted<Value>)[this.key] = value;
  }
}

type Noted<Value> = IncomingMessage & { [key: symbol]: Value | undefined };
