/** A mail to a person, in plain text. */
export interface Mail {
  readonly to: string;
  /** What it is about, for who wants to write it anew. */
  readonly kind: 'password_link' | 'password_changed' | 'second_factor_changed';
  readonly username: string;
  /** The link that a mail of kind `password_link` brings: whoever has it sets the password, once. */
  readonly link?: string;
  readonly title: string;
  readonly text: string;
}

/** Port: sends mails. Without one, links are made by the command line, and nobody is told of changes. */
export abstract class MailSender {
  abstract send(mail: Mail): Promise<void>;
}
