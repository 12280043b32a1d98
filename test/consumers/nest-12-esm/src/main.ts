import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { CurrentPrincipal, jwtVerifier, McpAuthModule, Tool, type Principal } from 'nestjs-mcp-auth';

const { PORT = '3000', HTTP_ADAPTER } = process.env;
const resource = `http://127.0.0.1:${PORT}/mcp`;
const issuer = 'https://idp.example.com';
const publicKey = readFileSync('issuer.pem', 'utf8');

@Injectable()
class GreetingTools {
  @Tool({ description: 'Greets you' })
  greet(@CurrentPrincipal() { subject }: Principal) {
    return `Hello, ${subject}`;
  }
}

@Module({
  imports: [McpAuthModule.forRoot({ resource, auth: jwtVerifier({ publicKey, issuer, audience: resource }) })],
  providers: [GreetingTools],
})
class AppModule {}

const adapter = HTTP_ADAPTER === 'fastify' ? new FastifyAdapter() : new ExpressAdapter();
const app = await NestFactory.create(AppModule, adapter, { forceCloseConnections: true });
await app.listen(PORT, '127.0.0.1');
