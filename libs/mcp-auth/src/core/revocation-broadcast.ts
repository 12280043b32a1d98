/**
 * Port: tells the other replicas at once that something was revoked. What it was stands in the store, and is read there: whoever
 * speaks in the name of a replica can make others read, and nothing else.
 */
export abstract class RevocationBroadcast {
  /** Never fails and never waits: who misses it reads the store a moment later anyway. */
  abstract announce(): void;

  /** @param onAnnounced called when there may be something new */
  abstract listen(onAnnounced: () => void): void;

  abstract close(): Promise<void>;
}
