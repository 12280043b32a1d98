import { messageRefusal } from './message-refusal.js';
import type { RefusalChannel } from './refusal-channel.js';

/** Whoever is called in an rpc context has the package: it is loaded here and not before. */
export const refuseByRpc: RefusalChannel = async (refusal) => {
  const { RpcException } = await import('@nestjs/microservices');
  throw new RpcException(messageRefusal(refusal));
};
