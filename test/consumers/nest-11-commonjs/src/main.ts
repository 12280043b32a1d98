import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CurrentPrincipal, jwtVerifier, McpAuthModule, remoteAuth, Tool, type Principal } from 'nestjs-mcp-auth';
import { ProfileController } from './profile.controller.js';

const { PORT = '3000', AUTHORIZATION_SERVER } = process.env;
const resource = `http://127.0.0.1:${PORT}/mcp`;
const issuer = 'https://idp.example.com';
const verifier = jwtVerifier({ publicKey: readFileSync('issuer.pem', 'utf8'), issuer, audience: resource });

@Injectable()
class GreetingTools {
  @Tool({ description: 'Greets you' })
  greet(@CurrentPrincipal() { subject }: Principal) {
    return `Hello, ${subject}`;
  }
}

const auth = AUTHORIZATION_SERVER ? remoteAuth({ authorizationServers: [AUTHORIZATION_SERVER], verifier }) : verifier;

@Module({
  imports: [McpAuthModule.forRoot({ resource, auth })],
  controllers: [ProfileController],
  providers: [GreetingTools],
})
class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule, { forceCloseConnections: true });
  app.setGlobalPrefix('api');
  await app.listen(PORT, '127.0.0.1');
}
void bootstrap();
