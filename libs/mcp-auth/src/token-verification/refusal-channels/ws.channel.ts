import { messageRefusal } from './message-refusal.js';
import type { RefusalChannel } from './refusal-channel.js';

/** Whoever is called in a ws context has the package: it is loaded here and not before. */
export const refuseByWs: RefusalChannel = async (refusal) => {
  const { WsException } = await import('@nestjs/websockets');
  throw new WsException(messageRefusal(refusal));
};
