import { Inject, Injectable } from '@nestjs/common';
import { pageUrl } from '../model/page-paths.js';
import { BrowserSessions } from './browser-sessions.js';
import { Login, type LoginQuestion, type LoginVerdict } from './login.js';
import { SessionSettings } from './session.settings.js';
import { Users } from './users.js';

/** Knows people by sessions of this server, and sends everybody else to its login page. */
@Injectable()
export class SessionLogin extends Login {
  constructor(
    @Inject(SessionSettings) private readonly settings: SessionSettings,
    @Inject(BrowserSessions) private readonly sessions: BrowserSessions,
    @Inject(Users) private readonly users: Users,
  ) {
    super();
  }

  async identify({ request, interactionId, loggedInSinceMs }: LoginQuestion): Promise<LoginVerdict> {
    const session = await this.sessions.of(request);
    const isRecent = session !== undefined && session.authenticatedAtMs >= (loggedInSinceMs ?? 0);
    if (isRecent && (await this.users.find(session.subject)) !== undefined) {
      return { who: 'user', subject: session.subject, authenticatedAtMs: session.authenticatedAtMs };
    }
    return { who: 'nobody', loginUrl: pageUrl(this.settings.issuer, 'login', { interaction: interactionId }) };
  }
}
