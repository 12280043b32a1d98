/** Work that is done again and again while the service runs, and does not keep the process alive. */
export class Repetition {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  /** @param work never rejects; one that takes longer than the interval runs beside the next one */
  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<unknown>,
  ) {}

  start(): void {
    this.timer = setInterval(() => void (this.running = this.work()), this.everyMs);
    this.timer.unref();
  }

  /** Resolves when the last work is done. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
