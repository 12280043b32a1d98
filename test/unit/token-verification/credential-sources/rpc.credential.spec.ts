import { Metadata } from '@grpc/grpc-js';
import { ExecutionContextHost } from '@nestjs/core/internal';
import { KafkaContext, MqttContext, NatsContext, RedisContext, RmqContext, TcpContext } from '@nestjs/microservices';
import { describe, expect, it } from 'vitest';
import { rpcSource } from '../../../../libs/mcp-auth/src/token-verification/credential-sources/rpc.credential.js';

const inHeader = 'Bearer header';
const payload = { authorization: 'Bearer payload', orderId: 7 };

function read(context: unknown, data: unknown = payload) {
  const host = new ExecutionContextHost([data, context]);
  host.setType('rpc');
  return rpcSource.read(host);
}

function fieldsOf(context: unknown, data?: unknown) {
  const credential = read(context, data);
  return credential?.in === 'message' ? credential.authorizationFields : undefined;
}

type KafkaArguments = ConstructorParameters<typeof KafkaContext>[0];
const socket = {} as ConstructorParameters<typeof TcpContext>[0][0];
const tcp = (metadata?: Record<string, string>) => new TcpContext([socket, 'orders', metadata]);
const redis = (metadata?: Record<string, string>) => new RedisContext(['orders', metadata]);
const nats = (headers: unknown) => new NatsContext(['orders', headers]);
const rmq = (headers: unknown) => new RmqContext([{ properties: { headers }, fields: {} }, {}, 'orders']);
const mqtt = (properties?: unknown) => new MqttContext(['orders', { cmd: 'publish', properties }]);
function kafka(headers: KafkaArguments[0]['headers']) {
  const [message, unused] = [{ headers } as KafkaArguments[0], {} as never];
  return new KafkaContext([message, 0, 'orders', unused, unused, unused]);
}
function grpc(...fields: readonly string[]) {
  const metadata = new Metadata();
  for (const field of fields) metadata.add('Authorization', field);
  return metadata;
}

describe('the credential of an rpc message', () => {
  it.each([
    ['the metadata of gRPC', grpc(inHeader)],
    ['the headers of NATS', nats(new Map([['Authorization', [inHeader]]]))],
    ['the headers of RabbitMQ', rmq({ authorization: inHeader })],
    ['the headers of Kafka, as bytes', kafka({ authorization: Buffer.from(inHeader) })],
    ['the headers of Kafka, as text', kafka({ Authorization: inHeader })],
    ['the user properties of MQTT 5', mqtt({ userProperties: { authorization: inHeader } })],
    ['what a TCP client put beside the data', tcp({ authorization: inHeader })],
    ['what a Redis client put beside the data', redis({ authorization: inHeader })],
  ])('stands in %s', (_, context) => {
    expect(fieldsOf(context)).toEqual([inHeader]);
  });

  it.each([
    ['gRPC', grpc(inHeader, inHeader)],
    ['NATS', nats(new Map([['authorization', [inHeader, inHeader]]]))],
    ['NATS, in two spellings', nats(new Map(['authorization', 'Authorization'].map((name) => [name, [inHeader]])))],
    ['RabbitMQ', rmq({ authorization: [inHeader, inHeader] })],
    ['Kafka', kafka({ authorization: [Buffer.from(inHeader), inHeader] })],
    ['MQTT 5', mqtt({ userProperties: { authorization: [inHeader, inHeader] } })],
  ])('stays two where %s repeats it', (_, context) => {
    expect(fieldsOf(context)).toEqual([inHeader, inHeader]);
  });

  it.each([
    ['TCP', tcp()],
    ['TCP with a trace beside the data', tcp({ traceparent: '00-1' })],
    ['Redis', redis()],
    ['MQTT 3', mqtt()],
    ['a transport of the application', { topic: 'orders' }],
  ])('stands in the payload where there are no headers: %s', (_, context) => {
    expect(fieldsOf(context)).toEqual(['Bearer payload']);
  });

  it.each([
    ['gRPC', grpc()],
    ['NATS', nats(new Map())],
    ['RabbitMQ', rmq({})],
    ['Kafka', kafka({})],
    ['MQTT 5', mqtt({ userProperties: {} })],
  ])('is not looked for in the payload where there are headers: %s', (_, context) => {
    expect(fieldsOf(context)).toEqual([]);
  });

  it.each([[['Bearer a', 'Bearer b']], [7], [{ token: 'a' }], [undefined]])(
    'is none where the member of the payload is no text: %j',
    (authorization) => {
      expect(fieldsOf(tcp(), { authorization })).toEqual([]);
    },
  );

  it.each([['text'], [null], [7], [['Bearer payload']]])('is none in a payload of %j', (data) => {
    expect(fieldsOf(tcp(), data)).toEqual([]);
  });

  it('counts a header that is no text, so that nothing can hide a second one', () => {
    expect(fieldsOf(rmq({ authorization: [7, inHeader] }))).toEqual(['', inHeader]);
  });

  it('is carried by the context object, which each message has for itself', () => {
    const context = tcp();
    expect(read(context)?.carrier).toBe(context);
  });

  it('stands in the call where a gRPC handler takes the call itself', () => {
    const metadata = grpc(inHeader);
    expect(read(() => undefined, { metadata })).toMatchObject({ authorizationFields: [inHeader], carrier: metadata });
  });

  it('is not taken from a payload that imitates a gRPC call', () => {
    expect(read(undefined, { metadata: { get: 'authorization', authorization: inHeader } })).toBeUndefined();
  });
});
