import { RevocationBroadcast } from '../core/revocation-broadcast.js';

/** Where replicas hear of each other through the store alone. */
export class NoRevocationBroadcast extends RevocationBroadcast {
  announce(): void {}

  listen(): void {}

  close(): Promise<void> {
    return Promise.resolve();
  }
}
