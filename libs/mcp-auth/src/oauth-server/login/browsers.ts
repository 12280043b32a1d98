import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { newSecret, Randomness } from '../../core/randomness.js';
import { cookieOf } from '../../http/cookies.js';
import { browserCookie, cookieName } from './browser-cookies.js';
import { SessionSettings } from './session.settings.js';

/** A browser, by a secret that it alone has. */
export interface Browser {
  readonly secret: string;
  /** What it has to be given, where it is new. */
  readonly cookies: readonly string[];
}

/** 256 bits in base64url, as this server makes them. */
const ownSecret = /^[A-Za-z0-9_-]{43}$/;

/** Tells browsers apart, whoever sits at them. One cookie does for all that a browser has open. */
@Injectable()
export class Browsers {
  constructor(
    @Inject(SessionSettings) private readonly settings: SessionSettings,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  secretOf(request: IncomingMessage): string | undefined {
    const secret = cookieOf(request, cookieName('browser', this.settings.issuer));
    return secret !== undefined && ownSecret.test(secret) ? secret : undefined;
  }

  knownOrNew(request: IncomingMessage): Browser {
    const known = this.secretOf(request);
    if (known !== undefined) return { secret: known, cookies: [] };
    const secret = newSecret(this.randomness);
    return { secret, cookies: [browserCookie('browser', secret, 'while_open', this.settings.issuer)] };
  }
}
