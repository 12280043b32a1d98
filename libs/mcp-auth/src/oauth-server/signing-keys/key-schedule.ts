import type { SigningAlgorithm } from '../model/signing-key.js';

/** When a key began, by what is stored of it. */
export interface DatedKey {
  readonly keyId: string;
  readonly algorithm: SigningAlgorithm;
  readonly createdAtMs: number;
}

export interface ScheduleRules {
  /** Of new tokens. */
  readonly algorithm: SigningAlgorithm;
  readonly rotationMs: number;
  /** The longest life of a token. */
  readonly tokenLifeMs: number;
}

/** What each key is for at one moment. */
export interface KeySchedule<Key extends DatedKey> {
  /** Signs new tokens; undefined where the algorithm has no key yet. */
  readonly signing: Key | undefined;
  /** May have signed a token that is still good, or will sign soon. */
  readonly published: readonly Key[];
  /** Signs nothing, and nothing that it signed is good any more. */
  readonly expired: readonly Key[];
  readonly isRotationDue: boolean;
}

/**
 * A key is published so long before it signs: longer than anybody keeps a key set (our own says five minutes) and than a replica takes
 * to read the keys again.
 */
export const publishAheadMs = 10 * 60_000;
/** Clocks and caches of others, once more. */
const slackMs = 10 * 60_000;

/**
 * Says what each key is for. Pure, of stored times alone, so that every replica says the same without asking another.
 * @param keys the newest first
 */
export function keySchedule<Key extends DatedKey>(
  keys: readonly Key[],
  rules: ScheduleRules,
  nowMs: number,
): KeySchedule<Key> {
  const candidates = keys.filter(({ algorithm }) => algorithm === rules.algorithm);
  const isAhead = ({ createdAtMs }: Key) => nowMs < createdAtMs + publishAheadMs;
  // The first key of all has nobody to sign in its place while it is made known.
  const signing = candidates.find((key) => !isAhead(key)) ?? candidates.at(-1);
  const isExpired = (key: Key, index: number) => {
    const successor = keys[index - 1];
    if (key === signing || successor === undefined) return false;
    return nowMs > successor.createdAtMs + publishAheadMs + rules.tokenLifeMs + slackMs;
  };
  const [newest] = candidates;
  return {
    signing,
    published: keys.filter((key, index) => !isExpired(key, index)),
    expired: keys.filter(isExpired),
    isRotationDue: newest === undefined || nowMs >= newest.createdAtMs + rules.rotationMs,
  };
}
