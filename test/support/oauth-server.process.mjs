// A service that is its own authorization server, alone in its process, of the built library. It can be told to die in the middle of
// a redemption. Ends with its parent: the IPC channel closes when the parent dies, however it dies.
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { McpAuthModule } from 'nestjs-mcp-auth';
import { oauthServer } from 'nestjs-mcp-auth/oauth-server';
import { Store } from '../../libs/mcp-auth/dist/oauth-server/repositories/store.js';

const settings = JSON.parse(process.argv[2] ?? '{}');
const { port, publicPort = port, dataSource, dies, clients = [], tokens = {} } = settings;
const resource = `http://localhost:${publicPort}/mcp`;
const auth = oauthServer({
  dataSource,
  encryptionKeys: ['a key of the crash test, long enough for that'],
  clients: [{ clientId: 'cli', redirectUris: ['https://app.test/cb'] }, ...clients],
  tokens,
  users: { useValue: { find: async (subject) => (subject === 'alice' ? { subject } : undefined) } },
  login: { useValue: { identify: async () => ({ who: 'user', subject: 'alice', authenticatedAtMs: Date.now() }) } },
  consent: { useValue: { ask: async ({ authorization: { scopes } }) => ({ answer: 'approved', scopes }) } },
  limits: { perAddressPerMinute: 0 },
});

class ServiceModule {}
const module = { module: ServiceModule, imports: [McpAuthModule.forRoot({ resource, auth })] };
const app = await NestFactory.create(module, new FastifyAdapter(), { logger: false });
const { families } = app.get(Store, { strict: false });
const redeemOnce = families.redeemOnce.bind(families);
families.redeemOnce = async (redemption) => {
  if (dies === 'before the code is spent') process.kill(process.pid, 'SIGKILL');
  const isFirst = await redeemOnce(redemption);
  if (dies === 'after the code is spent') process.kill(process.pid, 'SIGKILL');
  return isFirst;
};
await app.listen(port, '127.0.0.1');
process.send('listening');
process.on('disconnect', () => process.exit());
