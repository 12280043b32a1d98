import { ConsoleLogger } from '@nestjs/common';

const quietContexts: ReadonlySet<string> = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** Nest's own logger, without a line for each route and module: what a person has to read stands at the end. */
export class DemoLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context !== 'string' || !quietContexts.has(context)) super.log(message, ...rest);
  }
}
