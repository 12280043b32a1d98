// A replica in a process of its own. Arguments: port of the first replica, URL of the database, and that of Redis as JSON, or null.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { McpAuthModule } from 'nestjs-mcp-auth';
import { oauthServer } from 'nestjs-mcp-auth/oauth-server';
import { callback } from '../oauth-server/parties.mjs';
import { serve } from '../oauth-server/serve.mjs';

const [publicUrl, url, redisText] = process.argv.slice(2);
const redisUrl = JSON.parse(redisText);

const auth = oauthServer({
  dataSource: { type: 'postgres', url },
  encryptionKeys: ['a key of the bench, long enough for a key of a bench'],
  clients: [{ clientId: 'cli', redirectUris: [callback] }],
  users: { useValue: { find: async (subject) => ({ subject }) } },
  login: { useValue: { identify: async () => ({ who: 'user', subject: 'alice', authenticatedAtMs: Date.now() }) } },
  consent: { useValue: { ask: async ({ authorization: { scopes } }) => ({ answer: 'approved', scopes }) } },
  clientMetadataDocuments: 'off',
  limits: { perAddressPerMinute: 0 },
  revocations: { ...(redisUrl !== null && { redisUrl }) },
});

class ServiceModule {}
const module = { module: ServiceModule, imports: [McpAuthModule.forRoot({ resource: `${publicUrl}/mcp`, auth })] };
const app = await NestFactory.create(module, new FastifyAdapter(), { logger: ['error'], forceCloseConnections: true });
await app.listen(0, '127.0.0.1');
serve(app.getHttpServer().address().port);
