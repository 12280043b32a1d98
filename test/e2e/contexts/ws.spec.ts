import { EventEmitter, once } from 'node:events';
import {
  UseGuards,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import { ConnectedSocket, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { from, mergeMap, type Observable } from 'rxjs';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { Clock, CurrentPrincipal, McpAuthGuard, OptionalAuth, Public, type Principal } from 'nestjs-mcp-auth';
import { ask, bearer } from '../../support/http-client.js';
import { adapters, type Adapter } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { expectRefusal, refusedTokens } from '../../support/refused-tokens.js';

/** Stands between guard and handler until a test lets it go. */
class WhenReleased implements NestInterceptor {
  static release: () => void = () => undefined;
  static readonly entered = new EventEmitter();

  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const released = new Promise<void>((resolve) => void (WhenReleased.release = resolve));
    WhenReleased.entered.emit('entered');
    return from(released).pipe(mergeMap(() => next.handle()));
  }
}

@WebSocketGateway()
@UseGuards(McpAuthGuard)
class OrdersGateway {
  @SubscribeMessage('orders')
  mine(@CurrentPrincipal() { subject }: Principal) {
    return { event: 'answer', data: { subject } };
  }

  @SubscribeMessage('maybe')
  @OptionalAuth()
  maybe(@CurrentPrincipal() principal: Principal | undefined) {
    return { event: 'answer', data: { subject: principal?.subject ?? 'nobody' } };
  }

  @SubscribeMessage('slow')
  @UseInterceptors(WhenReleased)
  slow(@CurrentPrincipal() principal: Principal | undefined) {
    return { event: 'late answer', data: { subject: principal?.subject ?? 'nobody' } };
  }

  @SubscribeMessage('logout')
  @Public()
  logout(@ConnectedSocket() client: { readonly handshake: { readonly auth: Record<string, unknown> } }) {
    delete client.handshake.auth['token'];
    return { event: 'answer', data: {} };
  }

  @SubscribeMessage('price')
  @Public()
  price(@CurrentPrincipal() principal: Principal | undefined) {
    return { event: 'answer', data: { subject: principal?.subject ?? 'nobody' } };
  }
}

/** What a client does, whatever its library: send an event and get the next answer, or an exception. */
type Send = (event: string, data?: unknown, answer?: string) => Promise<unknown>;

const startService = (adapter: Adapter, prepare = {}) =>
  startProtectedService({ adapter, parts: { providers: [OrdersGateway] }, ...prepare });

describe.each(adapters)('a socket.io gateway on %s', (adapter) => {
  let service: ProtectedService;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    service = await startService(adapter);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => service.stop());

  function connect(handshake: Parameters<typeof io>[1] = {}): Send {
    const socket = io(service.origin, { forceNew: true, ...handshake });
    sockets.push(socket);
    return (event, data = {}, answer = 'answer') =>
      new Promise((resolve, reject) => {
        socket.once(answer, resolve).once('exception', reject).once('connect_error', reject);
        socket.emit(event, data);
      });
  }

  it.each([
    ['the header', (token: string) => ({ extraHeaders: bearer(token) })],
    ['the token of the handshake', (token: string) => ({ auth: { token } })],
    [
      'the token of the handshake, without polling',
      (token: string) => ({ auth: { token }, transports: ['websocket'] }),
    ],
  ])('sees the principal of a good token in %s', async (_, handshake) => {
    expect(await connect(handshake(await service.token()))('orders')).toEqual({ subject: 'alice' });
  });

  it('sees the principal also when the message is no object', async () => {
    expect(await connect({ auth: { token: await service.token() } })('orders', 'mine')).toEqual({ subject: 'alice' });
  });

  it.each(refusedTokens)('is not reached with $name; the client gets an exception', async ({ claims, refusal }) => {
    const send = connect(claims && { auth: { token: await service.token(claims) } });
    await expectRefusal(send('orders'), refusal);
  });

  it('does not take a token out of a message, since a handshake has a place for it', async () => {
    const data = { authorization: `Bearer ${await service.token()}` };
    await expectRefusal(connect()('orders', data), { error: 'unauthorized', code: 16 });
  });

  it('is not reached any more when the token expires while the socket lives', async () => {
    const send = connect({ auth: { token: await service.token() } });
    expect(await send('orders')).toEqual({ subject: 'alice' });
    vi.spyOn(service.app.get(Clock, { strict: false }), 'nowMs').mockReturnValue(Date.now() + 3_600_000);
    await expectRefusal(send('orders'), { error: 'invalid_token', code: 16 });
  });

  it('keeps two sockets apart', async () => {
    const [alice, bob] = [await service.token(), await service.token({ sub: 'bob' })];
    const answers = [alice, bob, alice].map((token) => connect({ auth: { token } })('orders'));
    expect(await Promise.all(answers)).toEqual([{ subject: 'alice' }, { subject: 'bob' }, { subject: 'alice' }]);
  });

  it.each([{}, 'text'])(
    'may be public, and does not remember the principal of an earlier message: %j',
    async (data) => {
      const send = connect({ auth: { token: await service.token() } });
      const answers = [await send('orders', data), await send('price', data)];
      expect(answers).toEqual([{ subject: 'alice' }, { subject: 'nobody' }]);
    },
  );

  it('keeps the principal of a slow text message while the same socket sends others', async () => {
    const send = connect({ auth: { token: await service.token() } });
    const entered = once(WhenReleased.entered, 'entered');
    const slow = send('slow', 'text', 'late answer');
    await entered;
    const release = WhenReleased.release;
    await send('price', 'text');
    release();
    expect(await slow).toEqual({ subject: 'alice' });
  });

  it('forgets the principal of text messages once the application takes the token out of the handshake', async () => {
    const send = connect({ auth: { token: await service.token() } });
    const before = await send('maybe', 'text');
    await send('logout');
    expect([before, await send('maybe', 'text')]).toEqual([{ subject: 'alice' }, { subject: 'nobody' }]);
  });
});

describe.each(adapters)('a native WebSocket gateway on %s', (adapter) => {
  let service: ProtectedService;
  const sockets: WebSocket[] = [];

  beforeAll(async () => {
    service = await startService(adapter, {
      prepare: (app: ProtectedService['app']) => void app.useWebSocketAdapter(new WsAdapter(app)),
    });
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.terminate();
  });
  afterAll(() => service.stop());

  function connect(headers: Readonly<Record<string, string | readonly string[]>> = {}): Send {
    const socket = new WebSocket(service.origin, { headers: { ...headers } } as ClientOptions);
    sockets.push(socket);
    const open = once(socket, 'open');
    return async (event, data = {}) => {
      await open;
      socket.send(JSON.stringify({ event, data }));
      const [text] = await once(socket, 'message');
      const answer = JSON.parse(String(text)) as { readonly event: string; readonly data: unknown };
      if (answer.event === 'exception') throw answer.data;
      return answer.data;
    };
  }

  it('sees the principal of a good token in the header of the request that opened the socket', async () => {
    const send = connect(bearer(await service.token()));
    expect([await send('orders'), await send('orders', 'mine')]).toEqual([{ subject: 'alice' }, { subject: 'alice' }]);
  });

  it('sees the principal of a good token in a message, for browsers', async () => {
    const data = { authorization: `Bearer ${await service.token()}` };
    expect(await connect()('orders', data)).toEqual({ subject: 'alice' });
  });

  it.each(refusedTokens)('is not reached with $name; the client gets an exception', async ({ claims, refusal }) => {
    const send = connect(claims && bearer(await service.token(claims)));
    await expectRefusal(send('orders'), refusal);
  });

  it('is not reached with two tokens, good as they are', async () => {
    const { authorization } = bearer(await service.token());
    const send = connect({ authorization: [authorization, authorization] });
    await expectRefusal(send('orders'), { error: 'invalid_request', code: 16 });
  });
});

describe.each(adapters)('an application without sockets on %s', (adapter) => {
  it('still answers a request that offers an upgrade', async () => {
    const service = await startProtectedService({ adapter });
    const headers = { connection: 'upgrade', upgrade: 'h2c' };
    const answer = await ask(`${service.origin}/.well-known/oauth-protected-resource/mcp`, { headers });
    await service.stop();
    expect(answer.status).toBe(200);
  });
});
