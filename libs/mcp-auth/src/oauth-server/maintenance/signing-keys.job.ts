import { Inject, Injectable, Logger } from '@nestjs/common';
import { Signer } from '../signing-keys/signer.js';

/** What one replica does to the keys, the others know after so long. */
const intervalMs = 10_000;

/** Lets the signer look after its keys, in each replica. */
@Injectable()
export class SigningKeysJob {
  private readonly logger = new Logger('OAuthServer');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(@Inject(Signer) private readonly signer: Signer) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.signer.maintain().catch((error: unknown) => {
        this.logger.warn(`Looking after the signing keys failed: ${String(error)}`);
      });
    }, intervalMs);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
