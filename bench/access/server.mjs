// An MCP server with many tools, in a process of its own. Arguments: adapter, what its tools need, and the issuer as JSON.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AccessPolicy, jwtVerifier, McpAuthModule, RequireAccess, Tool } from 'nestjs-mcp-auth';

const adapters = { express: ExpressAdapter, fastify: FastifyAdapter };
const toolCount = 200;
const [adapterName, needs, issuerText] = process.argv.slice(2);
const { issuer, audience, jwksUri } = JSON.parse(issuerText);

/** Looks at the caller and at what the call asks for. */
class EvenPolicy extends AccessPolicy {
  decide({ principal, input, operation }) {
    return principal.subject !== '' && (operation === 'list' || input?.page !== 13);
  }
}

class ManyTools {}
for (let index = 0; index < toolCount; index += 1) {
  const name = `tool_${index}`;
  ManyTools.prototype[name] = () => `answer ${index}`;
  const descriptor = Object.getOwnPropertyDescriptor(ManyTools.prototype, name);
  Tool({ description: `Tool number ${index}, one of many` })(ManyTools.prototype, name, descriptor);
  // Every fourth is out of sight, for want of a role.
  const rule = { scopes: ['notes:read'], policy: EvenPolicy, ...(index % 4 === 3 && { roles: ['admin'] }) };
  if (needs === 'policies') RequireAccess(rule)(ManyTools.prototype, name, descriptor);
}

class ServerModule {}
Module({
  imports: [McpAuthModule.forRoot({ resource: audience, auth: jwtVerifier({ issuer, audience, jwksUri }) })],
  providers: [ManyTools, EvenPolicy],
})(ServerModule);

const app = await NestFactory.create(ServerModule, new adapters[adapterName](), {
  logger: ['error'],
  forceCloseConnections: true,
});
await app.listen(0, '127.0.0.1');

process.on('message', () => process.send({ cpuMicroseconds: cpuMicroseconds() }));
process.on('disconnect', () => process.exit());
process.send({ port: app.getHttpServer().address().port });

function cpuMicroseconds() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
