import { Controller, Injectable } from '@nestjs/common';
import { PUBLIC_ROUTE } from '../access-control/public.decorator.js';

/** The message that `RpcReach` sends in process. */
export const rpcProbePattern = 'nestjs-mcp-auth:probe';

/** Where `@MessagePattern()` keeps what it is told; the decorator itself is in a package that need not be installed. */
const patternMetadata = { 'microservices:pattern': [rpcProbePattern], 'microservices:handler_type': 1 };

/** A handler that only notes that it was called. */
@Injectable()
@Controller()
export class RpcProbe {
  hasRun = false;

  handle(): void {
    this.hasRun = true;
  }

  /** Global guards that know such markers let the message pass. */
  mark(markers: readonly string[]): void {
    const metadata = Object.entries({ ...patternMetadata, [PUBLIC_ROUTE]: true });
    for (const [key, value] of [...metadata, ...markers.map((marker): [string, unknown] => [marker, true])]) {
      Reflect.defineMetadata(key, value, RpcProbe.prototype.handle);
    }
  }
}
