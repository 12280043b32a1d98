import { Inject, Injectable, Logger } from '@nestjs/common';
import { Signer } from '../signing-keys/signer.js';
import { Repetition } from './repetition.js';

/** What one replica does to the keys, the others know after so long. */
const intervalMs = 10_000;

/** Lets the signer look after its keys, in each replica. */
@Injectable()
export class SigningKeysJob {
  private readonly logger = new Logger('OAuthServer');
  private readonly repetition = new Repetition(intervalMs, () =>
    this.signer.maintain().catch((error: unknown) => {
      this.logger.warn(`Looking after the signing keys failed: ${String(error)}`);
    }),
  );

  constructor(@Inject(Signer) private readonly signer: Signer) {}

  start(): void {
    this.repetition.start();
  }

  stop(): Promise<void> {
    return this.repetition.stop();
  }
}
