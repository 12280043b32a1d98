import { HttpException, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { McpAuthGuard } from 'nestjs-mcp-auth';
import type { BearerRefusals } from '../../../libs/mcp-auth/src/http/bearer-refusals.js';
import type { RequestAuthenticator } from '../../../libs/mcp-auth/src/token-verification/request-authenticator.js';

const refusal = { status: 401, headers: {}, error: 'invalid_token', description: '', correlationId: 'id' };
const refusals = { refuse: () => refusal } as unknown as BearerRefusals;
const authenticator = {
  authenticate: () => Promise.reject(new Error('nothing may be authenticated here')),
} as unknown as RequestAuthenticator;

function contextOf(type: string, request: unknown): ExecutionContext {
  return {
    getType: () => type,
    getHandler: () => contextOf,
    getClass: () => McpAuthGuard,
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => undefined }),
  } as unknown as ExecutionContext;
}

describe('McpAuthGuard in a context that it does not know', () => {
  const guard = new McpAuthGuard(authenticator, refusals, new Reflector());

  it.each(['rpc', 'ws', 'graphql', 'something-new'])('refuses: %s', async (type) => {
    await expect(
      guard.canActivate(contextOf(type, { headers: {}, rawHeaders: ['authorization', 'Bearer good'] })),
    ).rejects.toThrow(HttpException);
  });

  it('refuses an http context whose request is none', async () => {
    await expect(guard.canActivate(contextOf('http', { text: 'tool arguments' }))).rejects.toThrow(HttpException);
  });
});
