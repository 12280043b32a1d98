import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { newSecret, Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import { cookieOf } from '../../http/cookies.js';
import type { AuthenticationMethod, BrowserSession } from '../model/browser-session.js';
import { Store } from '../repositories/store.js';
import { browserCookie, cookieName } from './browser-cookies.js';
import { SessionSettings } from './session.settings.js';

/** Rows are written at most so often for a session that is used. */
const touchEveryMs = 60_000;
const maxUserAgent = 256;

/** Sessions of people at browsers. The cookie has a secret, of which the store has the digest. */
@Injectable()
export class BrowserSessions {
  constructor(
    @Inject(SessionSettings) private readonly settings: SessionSettings,
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** The session of whoever sits there; undefined where there is none, or its time is over. */
  async of(request: IncomingMessage): Promise<BrowserSession | undefined> {
    const secret = this.secretOf(request);
    if (secret === undefined) return undefined;
    const session = await this.store.people.sessions.find(digestOf(secret));
    const nowMs = this.clock.nowMs();
    if (session === undefined || Math.min(session.idleExpiresAtMs, session.expiresAtMs) <= nowMs) return undefined;
    if (nowMs - session.lastSeenAtMs < touchEveryMs) return session;
    const idleExpiresAtMs = Math.min(nowMs + this.settings.idleSeconds * 1000, session.expiresAtMs);
    await this.store.people.sessions.touch({ digest: session.digest, lastSeenAtMs: nowMs, idleExpiresAtMs });
    return session;
  }

  /** Sessions of a person that go on, the one that was used last first. */
  async listOf(subject: string): Promise<readonly BrowserSession[]> {
    const nowMs = this.clock.nowMs();
    const sessions = await this.store.people.sessions.listOf(subject);
    return sessions.filter((session) => Math.min(session.idleExpiresAtMs, session.expiresAtMs) > nowMs);
  }

  /** Begins a session under a new secret, whatever the browser brought, and ends the one that it had. */
  async begin(
    request: IncomingMessage,
    subject: string,
    methods: readonly AuthenticationMethod[],
  ): Promise<{ readonly cookie: string; readonly digest: string }> {
    await this.end(request);
    const secret = newSecret(this.randomness);
    const digest = digestOf(secret);
    const { idleSeconds, absoluteSeconds, issuer } = this.settings;
    const nowMs = this.clock.nowMs();
    await this.store.people.sessions.begin({
      digest,
      subject,
      methods,
      authenticatedAtMs: nowMs,
      userAgent: (request.headers['user-agent'] ?? '').slice(0, maxUserAgent),
      lastSeenAtMs: nowMs,
      idleExpiresAtMs: nowMs + Math.min(idleSeconds, absoluteSeconds) * 1000,
      expiresAtMs: nowMs + absoluteSeconds * 1000,
    });
    return { cookie: browserCookie('session', secret, 'while_open', issuer), digest };
  }

  async endOf(subject: string, digest: string): Promise<void> {
    await this.store.people.sessions.end(digest, subject);
  }

  /** Ends the session of whoever sits there. @returns the cookie that takes it from the browser */
  async end(request: IncomingMessage): Promise<string> {
    const secret = this.secretOf(request);
    const session = secret === undefined ? undefined : await this.store.people.sessions.find(digestOf(secret));
    if (session !== undefined) await this.store.people.sessions.end(session.digest, session.subject);
    return browserCookie('session', '', 'gone', this.settings.issuer);
  }

  private secretOf(request: IncomingMessage): string | undefined {
    return cookieOf(request, cookieName('session', this.settings.issuer));
  }
}
