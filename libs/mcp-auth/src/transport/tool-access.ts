import { Inject, Injectable } from '@nestjs/common';
import { objectionToAccess } from '../access-control/access.policy.js';
import { AccessRulesReader } from '../access-control/access-rules.reader.js';
import { BearerRefusals } from '../http/bearer-refusals.js';
import { currentExchange } from './mcp-exchange.js';
import type { RegisteredTool } from './tool-registry.js';

/** A tool that the caller may not use. The message is for the model and the person behind it. */
export class ToolDenied extends Error {
  override readonly name = 'ToolDenied';
}

/** Asks of the caller what decorators on a tool's method and class demand. */
@Injectable()
export class ToolAccess {
  constructor(
    @Inject(AccessRulesReader) private readonly access: AccessRulesReader,
    @Inject(BearerRefusals) private readonly refusals: BearerRefusals,
  ) {}

  /** @throws ToolDenied where the caller lacks a scope or a role */
  check({ method, provider }: RegisteredTool): void {
    const { openTo, requirement } = this.access.rulesOf(method, provider.metatype ?? method);
    if (openTo === 'everyone') return;
    const objection = objectionToAccess(currentExchange().principal, requirement);
    if (objection === undefined) return;
    const { correlationId } = this.refusals.refuse(objection);
    const words =
      objection.ending === 'denied'
        ? 'You may not use this tool'
        : `This tool needs the scope ${objection.requiredScopes.join(' ')}`;
    throw new ToolDenied(`${words}. Reference: ${correlationId}`);
  }
}
