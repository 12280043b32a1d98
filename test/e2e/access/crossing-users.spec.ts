import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurrentPrincipal, PrincipalAccessor, Tool, type Principal } from 'nestjs-mcp-auth';
import { bearer, initializeCall, rpcHeaders, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { OneConnection } from '../../support/one-connection.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

const rounds = 500;

@Injectable()
class WhoamiTools {
  constructor(@Inject(PrincipalAccessor) private readonly accessor: PrincipalAccessor) {}

  /** Reads who calls before and after a wait of its own length. */
  @Tool()
  async whoami(@CurrentPrincipal() principal: Principal) {
    const before = this.accessor.find()?.subject;
    await wait(Math.random() * 5);
    return [principal.subject, before, this.accessor.find()?.subject].join(' ');
  }
}

describe.each(adapters)('two users on %s', (adapter) => {
  let service: ProtectedService;
  const users = ['alice', 'bob'];
  const question = statelessCall('tools/call', { name: 'whoami', arguments: {} });
  const tokens = new Map<string, string>();
  const as = (user: string) => withHeaders(question, bearer(tokens.get(user) ?? ''));

  beforeAll(async () => {
    service = await startProtectedService({ adapter, parts: { providers: [WhoamiTools] } });
    for (const sub of users) tokens.set(sub, await service.token({ sub }));
  });
  afterAll(() => service.stop());

  it('never get the answer or the identity of the other, in 500 rounds with the same id (TR-02)', async () => {
    const asked = Array.from({ length: rounds }, (_, round) => users[round % 2] ?? '');
    const answers = await Promise.all(asked.map(async (user) => (await service.ask(as(user))).text));
    const crossed = answers.filter((text, index) => !text.includes(Array(3).fill(asked[index]).join(' ')));
    expect(crossed).toEqual([]);
  });

  it('are told apart on one keep-alive connection (TR-02)', async () => {
    const connection = new OneConnection();
    const answers: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      answers.push(await connection.ask(service.resource, as(users[round % 2] ?? '')));
    }
    connection.close();
    expect(answers.filter((text, index) => !text.includes(`${users[index % 2]} ${users[index % 2]}`))).toEqual([]);
    expect(connection.count).toBe(1);
  });

  it('do not share a session, even at the same moment (TR-03)', async () => {
    const { headers } = await service.ask(withHeaders(initializeCall(), bearer(tokens.get('alice') ?? '')));
    const id = String(headers['mcp-session-id']);
    const call = {
      method: 'POST',
      headers: { ...rpcHeaders, 'mcp-protocol-version': '2025-11-25', 'mcp-session-id': id },
    };
    const asked = Array.from({ length: 40 }, (_, round) => ({ user: users[round % 2] ?? '', id: round }));
    const answers = await Promise.all(
      asked.map(({ user, id: requestId }) => {
        const params = { name: 'whoami', arguments: {} };
        const body = JSON.stringify({ jsonrpc: '2.0', id: requestId, method: 'tools/call', params });
        return service.ask(withHeaders({ ...call, body }, bearer(tokens.get(user) ?? '')));
      }),
    );
    expect(answers.filter(({ text }) => text.includes('bob'))).toEqual([]);
    expect(answers.map(({ status }) => status)).toEqual(asked.map(({ user }) => (user === 'alice' ? 200 : 404)));
  });
});
