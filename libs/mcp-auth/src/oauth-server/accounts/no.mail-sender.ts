import { Injectable, Logger } from '@nestjs/common';
import { MailSender, type Mail } from './mail-sender.js';

/** Sends nothing, and says so. What a mail would say may be a secret: it does not stand in the log. */
@Injectable()
export class NoMailSender extends MailSender {
  private readonly logger = new Logger('OAuthServer');

  send({ kind }: Mail): Promise<void> {
    this.logger.warn(`A mail of kind ${kind} was not sent: there is no MailSender. The command line makes links.`);
    return Promise.resolve();
  }
}
