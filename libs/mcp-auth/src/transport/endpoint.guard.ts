import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import type { AccessRules } from '../access-control/access-rule.js';
import { AccessRulesReader } from '../access-control/access-rules.reader.js';
import { GuardedResource } from '../token-verification/guarded-resource.js';
import { McpAuthGuard } from '../token-verification/mcp-auth.guard.js';
import { ComponentRules } from './component-rules.js';

/** The guard of the endpoint itself. Where something is open to callers without a token, they may come in, and get nothing else. */
@Injectable()
export class EndpointGuard extends McpAuthGuard {
  constructor(
    @Inject(GuardedResource) resource: GuardedResource,
    @Inject(AccessRulesReader) access: AccessRulesReader,
    @Inject(ComponentRules) private readonly components: ComponentRules,
  ) {
    super(resource, access);
  }

  protected override rulesOf(_context: ExecutionContext): AccessRules {
    return { openTo: this.components.allowsAnonymous ? 'anonymous and authenticated' : 'authenticated', rule: {} };
  }
}
