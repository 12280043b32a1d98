import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { ServerChanges, Tool } from 'nestjs-mcp-auth';
import { bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

class PingTools {
  @Tool()
  ping() {
    return 'pong';
  }
}

/** How many connections the server still has. */
function connections({ app }: ProtectedService): Promise<number> {
  const server = app.getHttpServer() as Server;
  return promisify(server.getConnections.bind(server))();
}

it.each(adapters)(
  'a client that reads nothing of what changed costs itself its stream, and the service no memory, on %s',
  async (adapter) => {
    const service = await startProtectedService({ adapter, parts: { providers: [PingTools] } });
    const changes = service.app.get(ServerChanges);
    const listen = withHeaders(
      statelessCall('subscriptions/listen', { notifications: { toolsListChanged: true } }),
      bearer(await service.token()),
    );
    const outgoing = httpRequest(service.resource, {
      method: 'POST',
      headers: listen.headers as Record<string, string>,
    });
    const opened = once(outgoing, 'response');
    outgoing.end(listen.body);
    const [response] = (await opened) as [IncomingMessage];
    outgoing.on('error', () => undefined);
    response.on('error', () => undefined).pause();
    await vi.waitFor(
      async () => {
        for (let round = 0; round < 5_000; round += 1) changes.toolsChanged();
        expect(await connections(service)).toBe(0);
      },
      { timeout: 20_000, interval: 20 },
    );
    await service.stop();
  },
);
