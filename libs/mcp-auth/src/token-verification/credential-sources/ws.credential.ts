import type { ExecutionContext } from '@nestjs/common';
import { isJsonObject } from '../../core/json-object.js';
import { headerFields, rawRequest } from '../../http/http-exchange.js';
import { upgradeRequestOf } from '../../http/upgrade-requests.js';
import { refuseByWs } from '../refusal-channels/ws.channel.js';
import type { CredentialSource } from './credential-source.js';
import { authorizationMemberOf } from './message-fields.js';

/** Messages of socket.io and of native WebSockets. */
export const wsSource: CredentialSource = {
  contextTypes: ['ws'],
  read: (context) => {
    const ws = context.switchToWs();
    const [client, data]: [unknown, unknown] = [ws.getClient(), ws.getData()];
    if (!isJsonObject(client)) return undefined;
    return {
      in: 'message',
      // A message that is no object cannot be told from the next one for the same handler; both have the handshake of their socket.
      carrier: isObject(data) ? data : placeOf(client, context.getHandler()),
      authorizationFields: fieldsOf(client, data),
    };
  },
  refuse: refuseByWs,
};

type Client = Readonly<Record<string, unknown>>;
type Handler = ReturnType<ExecutionContext['getHandler']>;

const places = new WeakMap<Client, WeakMap<Handler, object>>();

/** What stands for the messages that a handler gets from a socket. Other handlers, which may be open to everyone, have others. */
function placeOf(client: Client, handler: Handler): object {
  const ofClient = places.get(client) ?? new WeakMap<Handler, object>();
  const place = ofClient.get(handler) ?? {};
  places.set(client, ofClient.set(handler, place));
  return place;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function fieldsOf(client: Client, data: unknown): readonly string[] {
  const { handshake } = client;
  const request = isJsonObject(handshake) ? rawRequest(client['request']) : upgradeRequestOf(client['_socket']);
  const fields = request === undefined ? [] : headerFields(request, 'authorization');
  if (fields.length > 0) return fields;
  // Browsers cannot set headers on a socket: socket.io has a place for a token, a native socket has only its messages.
  return isJsonObject(handshake) ? tokenOf(handshake) : authorizationMemberOf(data);
}

function tokenOf({ auth }: Readonly<Record<string, unknown>>): readonly string[] {
  const token = isJsonObject(auth) ? auth['token'] : undefined;
  return typeof token === 'string' ? [`Bearer ${token}`] : [];
}
