import { Controller, Get, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientProxyFactory, MessagePattern, Transport, type ClientProxy } from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurrentPrincipal, jwtVerifier, McpAuthGuard, McpAuthModule, Public, type Principal } from 'nestjs-mcp-auth';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { ask, bearer } from '../../support/http-client.js';
import { adapters, freePort, type Adapter } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { expectRefusal, refusedTokens } from '../../support/refused-tokens.js';

/** One controller with a route and handlers, as in a hybrid application. */
@Controller('orders')
@UseGuards(McpAuthGuard)
class OrdersController {
  @Get()
  @MessagePattern('orders')
  mine(@CurrentPrincipal() { subject }: Principal) {
    return { subject };
  }

  @MessagePattern('price')
  @Public()
  price(@CurrentPrincipal() principal: Principal | undefined) {
    return { subject: principal?.subject ?? 'nobody' };
  }
}

describe.each(adapters)('a TCP handler of a hybrid application on %s', (adapter) => {
  let service: ProtectedService;
  let client: ClientProxy;
  const send = (data: object, pattern = 'orders') => firstValueFrom(client.send<unknown>(pattern, data));

  beforeAll(async () => {
    ({ service, client } = await startHybrid(adapter));
  });
  afterAll(async () => {
    await client.close();
    await service.stop();
  });

  it('sees the principal of a good token', async () => {
    const token = await service.token({ scope: 'orders' });
    expect(await send({ authorization: `Bearer ${token}` })).toEqual({ subject: 'alice' });
  });

  it('lets the HTTP route beside it be called with the same token', async () => {
    const answer = await ask(`${service.origin}/orders`, { headers: bearer(await service.token({ scope: 'orders' })) });
    expect([answer.status, answer.json()]).toEqual([200, { subject: 'alice' }]);
  });

  it.each(refusedTokens)('is not reached with $name; the client gets an object', async ({ claims, refusal }) => {
    const data = claims && { authorization: `Bearer ${await service.token(claims)}` };
    await expectRefusal(send({ ...data }), refusal);
  });

  it('says which scope is missing as a denied permission, not as a bad token', async () => {
    const data = { authorization: `Bearer ${await service.token()}` };
    await expectRefusal(send(data), { error: 'insufficient_scope', code: 7, scope: 'orders' });
  });

  it('hears of an outage of the issuer as unavailable', async () => {
    const cut = await startHybrid(adapter);
    cut.service.keyServer.respond((_, response) => void response.writeHead(500).end());
    const data = { authorization: `Bearer ${await cut.service.token()}` };
    const refusal = { error: 'temporarily_unavailable', code: 14 };
    await expectRefusal(firstValueFrom(cut.client.send('orders', data)), refusal);
    await cut.client.close();
    await cut.service.stop();
  });

  it('may be public, for everyone', async () => {
    expect(await send({}, 'price')).toEqual({ subject: 'nobody' });
  });
});

describe('a microservice without HTTP', () => {
  it('starts, and its handlers are behind the guard', async () => {
    const issuer = await FakeIssuer.create();
    const [audience, tcp] = [`${issuer.issuer}/mcp`, await tcpOptions()];
    const auth = jwtVerifier({ publicKey: { ...issuer.publicJwk }, issuer: issuer.issuer, audience });
    class OrdersModule {}
    const imports = [McpAuthModule.forRoot({ resource: audience, auth })];
    const module = { module: OrdersModule, imports, controllers: [OrdersController] };
    const service = await NestFactory.createMicroservice(module, { ...tcp, logger: false, abortOnError: false });
    await service.listen();
    const client = ClientProxyFactory.create(tcp);
    const authorization = `Bearer ${await issuer.token({ aud: audience })}`;
    const [good, anonymous] = [{ authorization }, {}].map((data) => firstValueFrom(client.send('orders', data)));
    await expectRefusal(Promise.resolve(anonymous), { error: 'unauthorized', code: 16 });
    expect(await good).toEqual({ subject: 'alice' });
    await client.close();
    await service.close();
  });
});

const tcpOptions = async () =>
  ({ transport: Transport.TCP, options: { host: '127.0.0.1', port: await freePort() } }) as const;

async function startHybrid(adapter: Adapter) {
  const tcp = await tcpOptions();
  const service = await startProtectedService({
    adapter,
    verifier: { requiredScopes: ['orders'] },
    parts: { controllers: [OrdersController] },
    prepare: (app) => void app.connectMicroservice(tcp),
  });
  await service.app.startAllMicroservices();
  return { service, client: ClientProxyFactory.create(tcp) };
}
