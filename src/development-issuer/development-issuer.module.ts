import { Logger, Module, type DynamicModule } from '@nestjs/common';
import type { DemoOptions } from '../demo-options.js';
import { isProduction } from '../production.js';
import { DevelopmentIssuerController } from './development-issuer.controller.js';
import { DevelopmentIssuer } from './development-issuer.js';

/** An issuer in this process, with a client whose secret everyone knows. */
@Module({})
export class DevelopmentIssuerModule {
  /** @throws Error in production */
  static register({ publicUrl, resource, host }: DemoOptions, nodeEnvironment: string | undefined): DynamicModule {
    if (isProduction({ publicUrl, host, nodeEnvironment })) {
      throw new Error(
        'The development issuer is for loopback only. Set MCP_AUTH=jwt or MCP_AUTH=remote and name your issuer.',
      );
    }
    new Logger('DevelopmentIssuer').warn('DEVELOPMENT ISSUER: anyone can get a token here. Never expose this process.');
    const issuer = {
      provide: DevelopmentIssuer,
      useFactory: () => DevelopmentIssuer.create(publicUrl, resource),
    };
    return { module: DevelopmentIssuerModule, controllers: [DevelopmentIssuerController], providers: [issuer] };
  }
}
