import { Controller, Inject, Injectable } from '@nestjs/common';
import { PUBLIC_ROUTE } from '../access-control/public.decorator.js';

/** The message that `RpcReach` sends in process. */
export const rpcProbePattern = 'nestjs-mcp-auth:probe';

/** How far the hidden message came. */
@Injectable()
export class ProbeRecord {
  reachedGuard = false;
  reachedHandler = false;
}

/** A handler that only notes that it was called. */
@Controller()
export class RpcProbe {
  constructor(@Inject(ProbeRecord) private readonly record: ProbeRecord) {}

  handle(): void {
    this.record.reachedHandler = true;
  }
}

/** Where `@MessagePattern()` keeps what it is told; the decorator itself is in a package that need not be installed. */
const patternMetadata = { 'microservices:pattern': [rpcProbePattern], 'microservices:handler_type': 1 };

/** Makes the handler one of messages; global guards that know such markers let the message pass. */
export function markProbe(markers: readonly string[]): void {
  const marks = Object.fromEntries([PUBLIC_ROUTE, ...markers].map((marker) => [marker, true]));
  const handler = Object.getOwnPropertyDescriptor(RpcProbe.prototype, 'handle')?.value as object;
  for (const [key, value] of Object.entries({ ...patternMetadata, ...marks })) {
    Reflect.defineMetadata(key, value, handler);
  }
}
