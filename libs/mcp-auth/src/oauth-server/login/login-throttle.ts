import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { callerNetwork, peerAddress } from '../../http/peer-address.js';
import { LimitsSettings } from '../../options/limits.settings.js';
import { usernameKey } from '../model/account.js';
import type { AttemptLadder } from '../repositories/attempt.repository.js';
import { Store } from '../repositories/store.js';
import { KnownDevices } from './known-devices.js';

const second = 1000;
const hour = 3600 * second;
const pausesMs = [30, 60, 120, 240, 480, 960, 1920, 3600].map((seconds) => seconds * second);
const ladder = (freeTries: number): AttemptLadder => ({ freeTries, pausesMs, forgottenAfterMs: 24 * hour });

/**
 * One address comes to its end before one account does: whoever tries from one place alone cannot lock anybody out of an account
 * elsewhere (NIST SP 800-63B-4 §3.2.2).
 */
const ladders = { address: ladder(15), account: ladder(25), device: ladder(25), factor: ladder(15), mail: ladder(3) };
/** What one address may count at one account; further tries count at the address alone, or it would keep the account shut for good. */
const ofOneAddress: AttemptLadder = { freeTries: 15, pausesMs: [24 * hour], forgottenAfterMs: 24 * hour };

/** A try that is counted, until it turns out well. */
export interface LoginTry {
  readonly keys: readonly string[];
}

/** Slows guessing down, over all replicas. Who has logged in at a browser before is counted there alone, and locked out by nobody else. */
@Injectable()
export class LoginThrottle {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(KnownDevices) private readonly devices: KnownDevices,
    @Inject(LimitsSettings) private readonly limits: LimitsSettings,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  /** Counts a try with a password, before it is made. @throws OAuthError where it has to wait */
  async password(request: IncomingMessage, username: string): Promise<LoginTry> {
    const device = await this.devices.of(request, username);
    if (device !== undefined) return this.take([[`device ${device}`, ladders.device]]);
    const address = callerNetwork(peerAddress(request, this.limits.trustedProxies));
    const account = accountKey(username);
    const fromHere = await this.take([[`address ${address}`, ladders.address]]);
    const here = `${account} from ${address}`;
    const isCounted = (await this.store.people.attempts.take(here, ofOneAddress, this.clock.nowMs())) === undefined;
    const atAccount = isCounted ? (await this.take([[account, ladders.account]])).keys : await this.waiting(account);
    return { keys: [...fromHere.keys, here, ...atAccount] };
  }

  /** @throws OAuthError where the account has to wait; nothing is counted at it */
  private async waiting(account: string): Promise<readonly string[]> {
    const nowMs = this.clock.nowMs();
    const blockedUntilMs = await this.store.people.attempts.blockedUntil(account, nowMs);
    if (blockedUntilMs !== undefined) throw throttled(blockedUntilMs - nowMs);
    return [account];
  }

  /** Counts a mail that somebody wants to have sent to an account. @throws OAuthError where it has to wait */
  async mail(request: IncomingMessage, username: string): Promise<void> {
    const address = callerNetwork(peerAddress(request, this.limits.trustedProxies));
    await this.take([
      [`mail address ${address}`, ladders.address],
      [`mail ${accountKey(username)}`, ladders.mail],
    ]);
  }

  /** Counts a try with a second factor, for which the password was right. @throws OAuthError where it has to wait */
  factor(subject: string): Promise<LoginTry> {
    return this.take([[`factor ${subject}`, ladders.factor]]);
  }

  /** The try was no guess: it counts for nothing, and neither do those before it at the same account. */
  async turnedOutWell({ keys }: LoginTry): Promise<void> {
    const { attempts } = this.store.people;
    for (const key of keys) await (key.startsWith('address ') ? attempts.giveBack(key) : attempts.forget(key));
  }

  private async take(wanted: readonly (readonly [key: string, ladder: AttemptLadder])[]): Promise<LoginTry> {
    const nowMs = this.clock.nowMs();
    for (const [key, steps] of wanted) {
      const blockedUntilMs = await this.store.people.attempts.take(key, steps, nowMs);
      if (blockedUntilMs !== undefined) throw throttled(blockedUntilMs - nowMs);
    }
    return { keys: wanted.map(([key]) => key) };
  }
}

/** Under which a user name is counted. */
export function accountKey(username: string): string {
  return `account ${usernameKey(username)}`;
}

function throttled(waitMs: number): OAuthError {
  return new OAuthError('login_throttled', { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
}
