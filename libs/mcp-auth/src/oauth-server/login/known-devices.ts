import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { newSecret, Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import { cookieOf } from '../../http/cookies.js';
import { usernameKey } from '../model/account.js';
import { Store } from '../repositories/store.js';
import { browserCookie, cookieName } from './browser-cookies.js';
import { SessionSettings } from './session.settings.js';

/** 256 bits in base64url, as this server makes them. */
const ownSecret = /^[A-Za-z0-9_-]{43}$/;
const ttlSeconds = 180 * 24 * 3600;

/**
 * Browsers at which somebody has logged in before. The secret in the cookie proves it for one user name, and stands in the store under
 * the person, so that a new password makes all of them unknown.
 */
@Injectable()
export class KnownDevices {
  constructor(
    @Inject(SessionSettings) private readonly settings: SessionSettings,
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** @returns what names this browser for this user name; undefined where it is not known */
  async of(request: IncomingMessage, username: string): Promise<string | undefined> {
    const secret = cookieOf(request, cookieName('device', this.settings.issuer));
    if (secret === undefined) return undefined;
    const digest = deviceDigest(secret, username);
    const found = await this.store.people.personalSecrets.find(digest);
    const isKnown = found?.purpose === 'known_device' && found.expiresAtMs > this.clock.nowMs();
    return isKnown ? digest : undefined;
  }

  /** Remembers the browser for who has just logged in. @returns its cookie, where it needs one */
  async remember(request: IncomingMessage, username: string, subject: string): Promise<readonly string[]> {
    if ((await this.of(request, username)) !== undefined) return [];
    const known = cookieOf(request, cookieName('device', this.settings.issuer));
    // The same secret for everybody at this browser: one's cookie must not take the place of another's.
    const secret = known !== undefined && ownSecret.test(known) ? known : newSecret(this.randomness);
    const expiresAtMs = this.clock.nowMs() + ttlSeconds * 1000;
    const digest = deviceDigest(secret, username);
    await this.store.people.personalSecrets.store([{ digest, purpose: 'known_device', subject, expiresAtMs }]);
    return [browserCookie('device', secret, { seconds: ttlSeconds }, this.settings.issuer)];
  }
}

function deviceDigest(secret: string, username: string): string {
  return digestOf(`${secret} ${usernameKey(username)}`);
}
