import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { newSecret, Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import { Store } from '../repositories/store.js';
import { SecondFactors } from './second-factors.js';

const ttlSeconds = 10 * 60;

/** Logins whose password was right, and that wait for their second factor. Each is good in one browser, for a short time, once. */
@Injectable()
export class PendingLogins {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(SecondFactors) private readonly secondFactors: SecondFactors,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** @returns what the login is known by until then; undefined where nothing more is needed */
  async begin(subject: string, browserSecret: string): Promise<string | undefined> {
    if (!(await this.secondFactors.isOn(subject))) return undefined;
    const pending = newSecret(this.randomness);
    const expiresAtMs = this.clock.nowMs() + ttlSeconds * 1000;
    const digest = pendingDigest(pending, browserSecret);
    await this.store.people.personalSecrets.store([{ digest, purpose: 'second_factor', subject, expiresAtMs }]);
    return pending;
  }

  /** Whose login it is; undefined where it is none, or over. */
  async subjectOf(pending: string, browserSecret: string): Promise<string | undefined> {
    const found = await this.store.people.personalSecrets.find(pendingDigest(pending, browserSecret));
    const isGood = found?.purpose === 'second_factor' && found.expiresAtMs > this.clock.nowMs();
    return isGood ? found.subject : undefined;
  }

  /** @returns whether this caller ended it */
  finish(pending: string, browserSecret: string): Promise<boolean> {
    return this.store.people.personalSecrets.spendOnce(pendingDigest(pending, browserSecret), this.clock.nowMs());
  }
}

function pendingDigest(pending: string, browserSecret: string): string {
  return digestOf(`${pending} in ${browserSecret}`);
}
