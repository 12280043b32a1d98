import { createHash } from 'node:crypto';
import { Controller, Get, UseGuards } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { McpAuthGuard, McpAuthModule, RequireScopes, staticTokens, type StaticToken } from 'nestjs-mcp-auth';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters, freePort, launch, type Running } from '../../support/launch.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

@Controller('notes')
@UseGuards(McpAuthGuard)
class NotesController {
  @Get()
  @RequireScopes('notes:read')
  read() {
    return 'the notes';
  }
}

const reader = 'notes_reader_0123456789abcdefghijklmnop';
const nobody = 'notes_nobody_0123456789abcdefghijklmnop';
const ended = 'notes_ended_0123456789abcdefghijklmnopq';
const unknown = 'notes_unknown_0123456789abcdefghijklmno';
const sha256 = (token: string) => createHash('sha256').update(token).digest('hex');
const tokens: readonly StaticToken[] = [
  { sha256: sha256(reader), subject: 'report', scopes: ['notes:read'], owner: 'ops@acme.test' },
  { sha256: sha256(nobody), subject: 'nobody' },
  { sha256: sha256(ended), subject: 'past', scopes: ['notes:read'], expiresAt: '2020-01-01' },
];
const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });

describe.each(adapters)('static tokens on %s', (adapter) => {
  let running: Running;
  let resource: string;
  const readNotes = (token: string) => ask(`${running.origin}/notes`, { headers: bearer(token) });
  const call = (token: string) => ask(resource, withHeaders(whoami, bearer(token)));

  beforeAll(async () => {
    const port = await freePort();
    resource = `http://localhost:${port}/mcp`;
    class ServiceModule {}
    const auth = staticTokens({ prefix: 'notes_', tokens });
    running = await launch(
      {
        module: ServiceModule,
        imports: [McpAuthModule.forRoot({ resource, auth })],
        controllers: [NotesController],
        providers: [WhoamiTools],
      },
      { adapter, port },
    );
  });
  afterAll(() => running.stop());

  it('let in who has one, and tools see who that is', async () => {
    const { status, text } = await call(reader);
    expect(status).toBe(200);
    expect(text).toContain(String.raw`\"subject\":\"report\",\"issuer\":\"api-keys\",\"scopes\":[\"notes:read\"]`);
    expect((await readNotes(reader)).text).toBe('the notes');
  });

  it('give a token without the scope 403, and name the scope', async () => {
    const { status, headers } = await readNotes(nobody);
    expect([status, headers['www-authenticate']]).toEqual([
      403,
      expect.stringMatching(/^Bearer error="insufficient_scope".*scope="notes:read"/),
    ]);
  });

  it.each([unknown, sha256(reader), reader.slice(0, -1), '__proto__', 'constructor', 'toString'])(
    'give any other token B401: %s',
    async (token) => {
      for (const { status, headers, text } of [await call(token), await readNotes(token)]) {
        expect([status, headers['www-authenticate']]).toEqual([
          401,
          'Bearer error="invalid_token", error_description="The access token is not valid for this server", scope="notes:read"',
        ]);
        expect(text).not.toContain('report');
      }
    },
  );

  it('give a token that has ended B401', async () => {
    for (const { status, headers } of [await call(ended), await readNotes(ended)]) {
      expect([status, headers['www-authenticate']]).toEqual([
        401,
        'Bearer error="invalid_token", error_description="The access token expired", scope="notes:read"',
      ]);
    }
  });

  it('challenge who sends none, without an error (RS-06)', async () => {
    const { status, headers } = await ask(resource, whoami);
    expect([status, headers['www-authenticate']]).toEqual([401, expect.not.stringContaining('error=')]);
  });

  it('never stand in the log', () => {
    const log = running.log.lines.join('\n');
    expect([reader, nobody, ended, unknown].filter((token) => log.includes(token))).toEqual([]);
  });
});
