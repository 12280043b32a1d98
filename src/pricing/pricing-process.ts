import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PricingAddress } from './pricing-address.js';

const program = fileURLToPath(new URL('./main.js', import.meta.url));

/** The pricing service as a child process, on a port of loopback that it chooses itself. */
export class PricingProcess {
  private child: ChildProcess | undefined;
  private address: Promise<PricingAddress> | undefined;

  /** Starts it where it is not running. */
  start(): Promise<PricingAddress> {
    this.address ??= this.started();
    return this.address;
  }

  stop(): void {
    this.child?.kill();
  }

  private started(): Promise<PricingAddress> {
    return new Promise((resolve, reject) => {
      const child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      this.child = child;
      child.once('message', (said: { readonly port: number }) => resolve({ host: '127.0.0.1', port: said.port }));
      child.once('error', reject);
      // The next question starts another one.
      child.once('exit', (code) => {
        this.address = undefined;
        reject(new Error(`The pricing service ended with ${code ?? 'a signal'}`));
      });
    });
  }
}
