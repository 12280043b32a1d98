import { Logger, Module, type DynamicModule } from '@nestjs/common';
import type { DemoOptions } from '../demo-options.js';
import { DevelopmentIssuerController } from './development-issuer.controller.js';
import { DevelopmentIssuer } from './development-issuer.js';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** An issuer in this process, with a client whose secret everyone knows. */
@Module({})
export class DevelopmentIssuerModule {
  /** @throws Error in production */
  static register({ publicUrl, resource, host }: DemoOptions, nodeEnvironment: string | undefined): DynamicModule {
    const listensOnLoopback = host === undefined || loopbackNames.includes(host) || host === '::1';
    const isDevelopment =
      nodeEnvironment !== 'production' && loopbackNames.includes(new URL(publicUrl).hostname) && listensOnLoopback;
    if (!isDevelopment) {
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
