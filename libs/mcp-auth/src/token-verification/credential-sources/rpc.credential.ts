import type { ExecutionContext } from '@nestjs/common';
import { isJsonObject } from '../../core/json-object.js';
import { refuseByRpc } from '../refusal-channels/rpc.channel.js';
import type { CredentialSource } from './credential-source.js';
import { authorizationFieldsIn, authorizationMemberOf } from './message-fields.js';

/** Messages of every transport of `@nestjs/microservices`, told apart by the shape of their context. */
export const rpcSource: CredentialSource = {
  contextTypes: ['rpc'],
  read: (context) => {
    const carrier = carrierOf(context);
    return (
      carrier && { in: 'message', carrier, authorizationFields: fieldsOf(carrier, context.switchToRpc().getData()) }
    );
  },
  refuse: refuseByRpc,
};

type Shape = Readonly<Record<string, unknown>>;

/** The context object, one per message. A gRPC handler that takes the call itself gets no other argument. */
function carrierOf(context: ExecutionContext): Shape | undefined {
  const rpc = context.switchToRpc();
  const [data, given]: [unknown, unknown] = [rpc.getData(), rpc.getContext()];
  if (isJsonObject(given)) return given;
  const metadata = memberOf(data, 'metadata');
  return isGrpcMetadata(metadata) ? metadata : undefined;
}

function fieldsOf(carrier: Shape, data: unknown): readonly string[] {
  if (isGrpcMetadata(carrier)) return authorizationFieldsIn({ authorization: carrier.get('authorization') });
  const headers = protocolHeadersOf(carrier);
  if (headers !== undefined) return authorizationFieldsIn(headers);
  // TCP and Redis have no headers, only what a client may have put beside the data.
  const beside = authorizationFieldsIn(ask(carrier, 'getMetadata'));
  return beside.length > 0 ? beside : authorizationMemberOf(data);
}

/** The headers of the protocol itself: NATS; Kafka; RabbitMQ; MQTT 5. */
function protocolHeadersOf(carrier: Shape): unknown {
  const message = ask(carrier, 'getMessage');
  return (
    ask(carrier, 'getHeaders') ??
    memberOf(message, 'headers') ??
    memberOf(memberOf(message, 'properties'), 'headers') ??
    memberOf(memberOf(ask(carrier, 'getPacket'), 'properties'), 'userProperties')
  );
}

function ask(target: Shape, method: string): unknown {
  const candidate = target[method];
  return typeof candidate === 'function' ? Reflect.apply(candidate, target, []) : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined;
}

function isGrpcMetadata(value: unknown): value is Shape & { get(name: string): unknown } {
  return isJsonObject(value) && typeof value['get'] === 'function' && typeof value['getMap'] === 'function';
}
