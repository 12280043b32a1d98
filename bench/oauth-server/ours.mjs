// Our authorization server in a process of its own. Arguments: adapter, store (`memory`, the file of SQLite, or the URL of PostgreSQL),
// format of access tokens.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { McpAuthModule } from 'nestjs-mcp-auth';
import { oauthServer } from 'nestjs-mcp-auth/oauth-server';
import { callback, machineId, resource, scope, secret } from './parties.mjs';
import { serve } from './serve.mjs';

const adapters = { express: ExpressAdapter, fastify: FastifyAdapter };
const [adapterName, store, formatText] = process.argv.slice(2);
const format = JSON.parse(formatText);

const auth = oauthServer({
  issuer: 'http://localhost:1',
  dataSource: dataSourceOf(store),
  encryptionKeys: ['a key of the bench, long enough for a key of a bench'],
  clients: [
    { clientId: 'cli', redirectUris: [callback] },
    { clientId: machineId, secrets: [{ value: secret }] },
  ],
  users: { useValue: { find: async (subject) => (subject.startsWith('person-') ? { subject } : undefined) } },
  login: {
    useValue: {
      identify: async ({ request }) => ({
        who: 'user',
        subject: request.headers['x-user'],
        authenticatedAtMs: Date.now(),
      }),
    },
  },
  consent: { useValue: { ask: async ({ authorization: { scopes } }) => ({ answer: 'approved', scopes }) } },
  tokens: { format },
  clientMetadataDocuments: 'off',
  limits: { perAddressPerMinute: 0 },
});

class ServiceModule {}
const module = {
  module: ServiceModule,
  imports: [McpAuthModule.forRoot({ resource, auth, scopes: { offered: [scope] } })],
};
const app = await NestFactory.create(module, new adapters[adapterName](), {
  logger: ['error'],
  forceCloseConnections: true,
});
await app.listen(0, '127.0.0.1');
serve(app.getHttpServer().address().port);

function dataSourceOf(text) {
  if (text === 'memory') return text;
  return text.startsWith('postgres:') ? { type: 'postgres', url: text } : { type: 'better-sqlite3', database: text };
}
