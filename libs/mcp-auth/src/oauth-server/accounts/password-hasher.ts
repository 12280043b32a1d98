import { Injectable } from '@nestjs/common';
import { ConfigurationError } from '../../core/errors/configuration-error.js';
import { OAuthError } from '../../core/errors/oauth-error.js';

/** Argon2id as OWASP advises: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const currentPrefix = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;
/** Hashes at the same time: each holds a thread of the pool that also reads files and looks up names. */
const maxAtOnce = 2;
/** Who comes when so many wait already is asked to come again: a few seconds of work, and little memory. */
const maxWaiting = 256;

type Argon2 = typeof import('@node-rs/argon2');

/** Hashes passwords, off the main thread and never many at once. */
@Injectable()
export class PasswordHasher {
  private argon2: Promise<Argon2> | undefined;
  private dummy: Promise<string> | undefined;
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** Has the library ready. @throws ConfigurationError where it is not installed */
  async prepare(): Promise<void> {
    await this.library();
    await this.dummyHash();
  }

  async hash(password: string): Promise<string> {
    const { hash } = await this.library();
    return this.inTurn(() => hash(normal(password), cost));
  }

  /**
   * Whether a password has this hash.
   * @param stored undefined for nobody: what then is asked takes as long, and is never true
   * @throws OAuthError where too many wait already
   */
  async verify(password: string, stored: string | undefined): Promise<boolean> {
    const { verify } = await this.library();
    const hash = stored ?? (await this.dummyHash());
    const isRight = await this.inTurn(() => verify(hash, normal(password)));
    return isRight && stored !== undefined;
  }

  /** Whether the hash was made with other parameters than a new one would be. */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(currentPrefix);
  }

  private dummyHash(): Promise<string> {
    this.dummy ??= this.hash('the password of nobody');
    return this.dummy;
  }

  private library(): Promise<Argon2> {
    this.argon2 ??= import('@node-rs/argon2').catch(() => {
      const message = 'needs a library for passwords: npm install @node-rs/argon2; or give users of your own';
      throw new ConfigurationError([{ path: 'auth.users', message }]);
    });
    return this.argon2;
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.waiting.length >= maxWaiting) throw new OAuthError('logins_crowded', { retryAfterSeconds: 5 });
    if (this.running >= maxAtOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

/** The same characters, however a keyboard composes them (NIST SP 800-63B-4 §3.1.1.2). */
function normal(password: string): string {
  return password.normalize('NFKC');
}
