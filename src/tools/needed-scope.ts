import { ForbiddenException } from '@nestjs/common';
import type { Principal } from 'nestjs-mcp-auth';

/** Refuses a call whose token lacks the scope. */
export function needScope({ scopes }: Principal, scope: string): void {
  if (!scopes.includes(scope)) throw new ForbiddenException(`This tool needs the scope ${scope}`);
}
