import { Injectable } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RequireRoles, Tool } from 'nestjs-mcp-auth';
import { initializeCall, rpcHeaders, statelessCall } from '../../support/http-client.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { toolNames, toolText } from '../../support/tool-answers.js';

const count = 10_000;

@Injectable()
class ManyTools {}

for (let index = 0; index < count; index += 1) {
  const name = `tool_${index}`;
  const descriptor = { value: () => `answer ${index}`, configurable: true, writable: true };
  Object.defineProperty(ManyTools.prototype, name, descriptor);
  const decorators = [Tool(), ...(index % 2 === 0 ? [RequireRoles('admin')] : [])];
  for (const decorate of decorators) decorate(ManyTools.prototype, name, descriptor);
}

describe('ten thousand tools', () => {
  let service: ProtectedService;
  beforeAll(async () => {
    service = await startProtectedService({ adapter: 'fastify', parts: { providers: [ManyTools] } });
  });
  afterAll(() => service.stop());

  it('are listed as far as their reader may see them', { timeout: 30_000 }, async () => {
    const names = toolNames(await service.askWithToken(statelessCall('tools/list')));
    expect(names).toHaveLength(count / 2);
    expect(names).not.toContain('tool_0');
  });

  it('are called as one is: two hundred calls do not make two million', { timeout: 5_000 }, async () => {
    const calls = Array.from({ length: 200 }, (_, index) => 2 * index + 1);
    const answers = await Promise.all(
      calls.map((index) => service.askWithToken(statelessCall('tools/call', { name: `tool_${index}` }))),
    );
    expect(answers.map((answer) => toolText(answer).content[0]?.text)).toEqual(calls.map((index) => `answer ${index}`));
  });

  it('serve a session', { timeout: 30_000 }, async () => {
    const { headers } = await service.askWithToken(initializeCall());
    const session = { 'mcp-session-id': String(headers['mcp-session-id']), 'mcp-protocol-version': '2025-11-25' };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'tool_9999' } });
    const answer = await service.askWithToken({ method: 'POST', headers: { ...rpcHeaders, ...session }, body });
    expect(answer.text).toContain('answer 9999');
  });
});
