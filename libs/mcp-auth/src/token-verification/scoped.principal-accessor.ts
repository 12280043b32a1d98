import { Inject, Injectable } from '@nestjs/common';
import { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import type { Principal } from '../core/principal.js';
import { PrincipalAccessor } from '../core/principal-accessor.js';
import { isInjected } from './injected-token.js';
import { PrincipalInterceptor } from './principal.interceptor.js';
import { scopedPrincipal } from './principal-scope.js';

/**
 * Finds the principal of the running handler. The interceptor that makes it known costs every route a little, so it is installed
 * only where something in the application injects the accessor.
 */
@Injectable()
export class ScopedPrincipalAccessor extends PrincipalAccessor {
  private readonly isUsed: boolean;

  constructor(
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(ApplicationConfig) config: ApplicationConfig,
  ) {
    super();
    this.isUsed = isInjected(PrincipalAccessor, modules);
    const isInstalled = config.getGlobalInterceptors().some((one) => one instanceof PrincipalInterceptor);
    if (this.isUsed && !isInstalled) config.addGlobalInterceptor(new PrincipalInterceptor());
  }

  find(): Principal | undefined {
    if (this.isUsed) return scopedPrincipal();
    throw new Error('PrincipalAccessor must be injected into a class or a factory; one from ModuleRef comes too late');
  }
}
