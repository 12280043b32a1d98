import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { newSecret, Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import type { Interaction } from '../model/interaction.js';
import { Store } from '../repositories/store.js';

/** Long enough to find a password, or a phone with the second factor. */
const ttlSeconds = 15 * 60;

/** Keeps authorization requests while a person is asked. */
@Injectable()
export class Interactions {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** An id for one that may begin. */
  newId(): string {
    return newSecret(this.randomness);
  }

  nowMs(): number {
    return this.clock.nowMs();
  }

  /** @param browserSecret of the browser that alone may go on with it */
  async begin(id: string, browserSecret: string, parameters: string, startedAtMs: number): Promise<void> {
    const digests = { digest: digestOf(id), browserDigest: digestOf(browserSecret) };
    const expiresAtMs = startedAtMs + ttlSeconds * 1000;
    await this.store.people.interactions.begin({ ...digests, parameters, startedAtMs, expiresAtMs });
  }

  /** @throws OAuthError, to be told to the person alone */
  async find(id: string, browserSecret: string | undefined): Promise<Interaction> {
    if (browserSecret === undefined) throw new OAuthError('browser_unknown');
    const interaction = await this.store.people.interactions.find(digestOf(id));
    if (interaction === undefined) throw new OAuthError('interaction_over');
    if (interaction.browserDigest !== digestOf(browserSecret)) throw new OAuthError('interaction_of_other_browser');
    if (interaction.expiresAtMs <= this.clock.nowMs()) throw new OAuthError('interaction_expired');
    return interaction;
  }

  /** Ends one, for the one of all tabs and clicks that was first. @throws OAuthError, for the others */
  async finish({ digest }: Interaction): Promise<void> {
    const isWinner = await this.store.people.interactions.finishOnce(digest, this.clock.nowMs());
    if (!isWinner) throw new OAuthError('interaction_over');
  }
}
