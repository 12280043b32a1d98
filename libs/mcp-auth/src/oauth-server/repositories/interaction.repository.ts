import type { Interaction } from '../model/interaction.js';

/** Port: authorization requests that wait for a person. */
export abstract class InteractionRepository {
  abstract begin(interaction: Interaction): Promise<void>;

  abstract find(digest: string): Promise<Interaction | undefined>;

  /** Ends one. @returns whether this caller did it; false where it is ended or expired */
  abstract finishOnce(digest: string, nowMs: number): Promise<boolean>;

  /** @returns how many expired ones were removed, at most `limit` */
  abstract purgeExpired(nowMs: number, limit: number): Promise<number>;
}
