import { fileURLToPath } from 'node:url';
import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { Controller, UseGuards } from '@nestjs/common';
import {
  ClientProxyFactory,
  GrpcMethod,
  GrpcStreamMethod,
  Payload,
  Transport,
  type ClientGrpcProxy,
  type GrpcOptions,
} from '@nestjs/microservices';
import { firstValueFrom, map, of, type Observable } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurrentPrincipal, McpAuthGuard, type Principal } from 'nestjs-mcp-auth';
import { freePort } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { refusedTokens } from '../../support/refused-tokens.js';

interface Question {
  readonly authorization?: string;
}
interface Answer {
  readonly subject: string;
}
interface OrdersClient {
  mine(question: Question, metadata: Metadata): Observable<Answer>;
  watch(questions: Observable<Question>, metadata: Metadata): Observable<Answer>;
}

@Controller()
@UseGuards(McpAuthGuard)
class OrdersController {
  @GrpcMethod('Orders')
  mine(@CurrentPrincipal() { subject }: Principal): Answer {
    return { subject };
  }

  @GrpcStreamMethod('Orders')
  watch(@Payload() questions: Observable<Question>, @CurrentPrincipal() { subject }: Principal): Observable<Answer> {
    return questions.pipe(map(() => ({ subject })));
  }
}

function credentials(token?: string): Metadata {
  const metadata = new Metadata();
  if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
  return metadata;
}

describe('a gRPC handler', () => {
  let service: ProtectedService;
  let client: ClientGrpcProxy;
  let orders: OrdersClient;

  beforeAll(async () => {
    const grpc: GrpcOptions = {
      transport: Transport.GRPC,
      options: {
        url: `127.0.0.1:${await freePort()}`,
        package: 'orders',
        protoPath: fileURLToPath(new URL('orders.proto', import.meta.url)),
      },
    };
    service = await startProtectedService({
      adapter: 'express',
      parts: { controllers: [OrdersController] },
      prepare: (app) => void app.connectMicroservice(grpc),
    });
    await service.app.startAllMicroservices();
    client = ClientProxyFactory.create(grpc) as unknown as ClientGrpcProxy;
    orders = client.getService('Orders');
  });
  afterAll(async () => {
    client.close();
    await service.stop();
  });

  it.each<[string, (metadata: Metadata) => Observable<Answer>]>([
    ['a call', (metadata) => orders.mine({}, metadata)],
    ['a stream', (metadata) => orders.watch(of({}), metadata)],
  ])('sees the principal of a good token in %s', async (_, call) => {
    const metadata = credentials(await service.token());
    expect(await firstValueFrom(call(metadata))).toEqual({ subject: 'alice' });
  });

  it.each(refusedTokens)('is not reached with $name: UNAUTHENTICATED', async ({ claims }) => {
    const metadata = credentials(claims && (await service.token(claims)));
    expect(await codeOf(orders.mine({}, metadata))).toBe(status.UNAUTHENTICATED);
  });

  it('is not reached by a stream without a token: UNAUTHENTICATED', async () => {
    expect(await codeOf(orders.watch(of({}), credentials()))).toBe(status.UNAUTHENTICATED);
  });

  it('is not reached with a token in the message in place of the metadata: UNAUTHENTICATED', async () => {
    const question = { authorization: `Bearer ${await service.token()}` };
    expect(await codeOf(orders.mine(question, credentials()))).toBe(status.UNAUTHENTICATED);
  });
});

async function codeOf(call: Observable<unknown>): Promise<number | undefined> {
  const outcome = await firstValueFrom(call).catch((error: ServiceError) => error);
  return (outcome as Partial<ServiceError>).code;
}
