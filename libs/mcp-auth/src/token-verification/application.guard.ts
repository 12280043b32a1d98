import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import type { AccessRules } from '../access-control/access-rule.js';
import { OWN_ROUTE } from '../access-control/own-route.js';
import { AccessRulesReader } from '../access-control/access-rules.reader.js';
import { ResourceSettings } from '../options/resource.settings.js';
import { GuardedResource } from './guarded-resource.js';
import { McpAuthGuard } from './mcp-auth.guard.js';
import { ResourcesOfHandlers } from './resources-of-handlers.js';
import { RpcReach } from './rpc-reach.js';

/**
 * The guard of a whole application. It knows the application's own markers of public routes as well, which an explicit guard must
 * not: the MCP endpoint carries them, so that other global guards let it pass to its own guard.
 */
@Injectable()
export class ApplicationGuard extends McpAuthGuard {
  constructor(
    @Inject(GuardedResource) resource: GuardedResource,
    @Inject(AccessRulesReader) access: AccessRulesReader,
    @Inject(ResourceSettings) private readonly settings: ResourceSettings,
    @Inject(RpcReach) private readonly reach: RpcReach,
    @Inject(ResourcesOfHandlers) private readonly resources: ResourcesOfHandlers,
  ) {
    super(resource, access);
  }

  override canActivate(context: ExecutionContext): Promise<boolean> {
    return this.reach.isProbe(context) ? Promise.resolve(true) : super.canActivate(context);
  }

  /** That of `forFeature` for the handlers of the module that imports it. */
  protected override resourceOf(context: ExecutionContext): GuardedResource {
    return this.resources.find(context.getClass()) ?? super.resourceOf(context);
  }

  protected override rulesOf(context: ExecutionContext): AccessRules {
    const rules = super.rulesOf(context);
    const isMarked = [...this.settings.publicMarkers, OWN_ROUTE].some((marker) =>
      this.access.isMarked(marker, context.getHandler(), context.getClass()),
    );
    return isMarked ? { ...rules, openTo: 'everyone' } : rules;
  }
}
