import { ExecutionContextHost } from '@nestjs/core/internal';
import { describe, expect, it } from 'vitest';
import { wsSource } from '../../../../libs/mcp-auth/src/token-verification/credential-sources/ws.credential.js';

class Gateway {
  orders() {}
  prices() {}
}

function read(client: object, data: unknown, handler = Gateway.prototype.orders) {
  const host = new ExecutionContextHost([client, data, 'orders'], Gateway, handler);
  host.setType('ws');
  return wsSource.read(host);
}

const socketIo = (auth: unknown, ...rawHeaders: readonly string[]) => ({
  handshake: { auth },
  request: { headers: {}, rawHeaders },
});

describe('the credential of a socket message', () => {
  it.each([
    ['the header of a socket.io handshake', socketIo({}, 'authorization', 'Bearer header'), ['Bearer header']],
    ['its token, for browsers', socketIo({ token: 'token' }), ['Bearer token']],
    ['the header rather than the token', socketIo({ token: 'b' }, 'authorization', 'Bearer a'), ['Bearer a']],
    ['nowhere else', socketIo({ token: ['a'] }, 'x-authorization', 'Bearer a'), []],
  ])('stands in %s', (_, client, authorizationFields) => {
    expect(read(client, { authorization: 'Bearer data' })).toMatchObject({ authorizationFields });
  });

  it('stays two where the handshake repeats the header', () => {
    const client = socketIo({}, 'authorization', 'Bearer a', 'Authorization', 'Bearer b');
    expect(read(client, {})).toMatchObject({ authorizationFields: ['Bearer a', 'Bearer b'] });
  });

  it('stands in the message of a native socket whose request is not known', () => {
    const credential = read({ _socket: {} }, { authorization: 'Bearer data' });
    expect(credential).toMatchObject({ authorizationFields: ['Bearer data'] });
  });

  it('is carried by the message', () => {
    const data = { order: 7 };
    expect(read(socketIo({}), data)?.carrier).toBe(data);
  });

  it('is carried by socket and handler together where the message is no object', () => {
    const [client, other] = [socketIo({}), socketIo({})];
    const carrier = read(client, 'text')?.carrier;
    expect(read(client, 'another')?.carrier).toBe(carrier);
    expect(read(other, 'text')?.carrier).not.toBe(carrier);
    expect(read(client, 'text', Gateway.prototype.prices)?.carrier).not.toBe(carrier);
  });
});
