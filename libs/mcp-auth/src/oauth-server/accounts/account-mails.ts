import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Account } from '../model/account.js';
import { MailSender, type Mail } from './mail-sender.js';

/** Sends mails to people who have an address. What cannot be sent stops nothing, and stands in the log. */
@Injectable()
export class AccountMails {
  private readonly logger = new Logger('OAuthServer');

  constructor(@Inject(MailSender) private readonly sender: MailSender) {}

  async send({ email, subject, username }: Account, mail: Omit<Mail, 'to' | 'username'>): Promise<void> {
    if (email === undefined) return;
    try {
      await this.sender.send({ ...mail, to: email, username });
    } catch (error) {
      this.logger.error(`A mail of kind ${mail.kind} to ${subject} was not sent: ${String(error)}`);
    }
  }
}
