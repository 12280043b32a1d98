import { HttpException, type Type } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/internal';
import { RpcException } from '@nestjs/microservices';
import { WsException } from '@nestjs/websockets';
import { describe, expect, it } from 'vitest';
import { McpAuthGuard } from 'nestjs-mcp-auth';
import type { AccessDecisions } from '../../../libs/mcp-auth/src/access-control/access-decisions.js';
import { AccessRulesReader } from '../../../libs/mcp-auth/src/access-control/access-rules.reader.js';
import type { BearerRefusals } from '../../../libs/mcp-auth/src/http/bearer-refusals.js';
import type { RequestAuthenticator } from '../../../libs/mcp-auth/src/token-verification/request-authenticator.js';

const refusal = { status: 401, headers: {}, error: 'invalid_token', description: '', correlationId: 'id' };
const refusals = { refuse: () => refusal } as unknown as BearerRefusals;
const letsEveryoneIn = () => Promise.resolve({ ending: 'principal', principal: { subject: 'anyone' } });
const authenticator = {
  authenticate: letsEveryoneIn,
  authenticateFields: letsEveryoneIn,
} as unknown as RequestAuthenticator;

const decisions = { objectionTo: () => undefined } as unknown as AccessDecisions;

class Handlers {
  handle() {
    return 'called';
  }
}

function verdictOn(type: string, ...args: readonly unknown[]): Promise<boolean> {
  const context = new ExecutionContextHost([...args], Handlers, Handlers.prototype.handle);
  context.setType(type);
  return new McpAuthGuard({ authenticator, refusals, decisions }, new AccessRulesReader()).canActivate(context);
}

const request = { headers: {}, rawHeaders: ['authorization', 'Bearer good'] };

describe('McpAuthGuard', () => {
  it.each(['something-new', 'telegraf', 'RPC'])('refuses a context that it does not know: "%s"', async (type) => {
    await expect(verdictOn(type, request)).rejects.toThrow(HttpException);
  });

  it.each<[type: string, errorClass: Type, args: readonly unknown[]]>([
    ['http', HttpException, [{ text: 'tool arguments' }]],
    ['mcp', HttpException, [{ authorization: 'Bearer good' }]],
    ['graphql', HttpException, [undefined, {}, { user: 'alice' }]],
    ['graphql', HttpException, [undefined, request, undefined]],
    ['rpc', RpcException, [{ authorization: 'Bearer good' }]],
    ['ws', WsException, [undefined, { authorization: 'Bearer good' }, 'message']],
  ])('refuses a context of type %s without what that type carries: %#', async (type, error, args) => {
    await expect(verdictOn(type, ...args)).rejects.toThrow(error);
  });
});
