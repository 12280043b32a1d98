import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { AuditedRequest } from '../../core/audit/audit-events.js';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import type { AuthenticationMethod } from '../model/browser-session.js';
import { BrowserSessions } from './browser-sessions.js';
import { KnownDevices } from './known-devices.js';

/** Who has proved to be who. */
export interface ProvenPerson {
  readonly subject: string;
  readonly methods: readonly AuthenticationMethod[];
  /** As it was typed; absent where nothing was. */
  readonly username?: string | undefined;
  /** Whether what was proved still holds; asked once the session is there, because whoever ends sessions ends those that are. */
  readonly isCurrent?: () => Promise<boolean>;
}

/** Lets somebody in. */
@Injectable()
export class LoginCompletion {
  constructor(
    @Inject(BrowserSessions) private readonly sessions: BrowserSessions,
    @Inject(KnownDevices) private readonly devices: KnownDevices,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {}

  /** @returns cookies for the browser; undefined where they may not come in any more */
  async of(
    request: IncomingMessage,
    person: ProvenPerson,
    origin: AuditedRequest,
  ): Promise<readonly string[] | undefined> {
    const { subject, methods, username } = person;
    const { cookie: session, digest } = await this.sessions.begin(request, subject, methods);
    if ((await person.isCurrent?.()) === false) {
      await this.sessions.endOf(subject, digest);
      return undefined;
    }
    const device = username === undefined ? [] : await this.devices.remember(request, username, subject);
    this.auditTrail.record('person_logged_in', { ...origin, subject, methods });
    return [session, ...device];
  }
}
