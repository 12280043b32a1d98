/** How many calls of one sort are running, and when there are none. */
export class RunningCalls {
  private running = 0;
  private becameIdle: (() => void) | undefined;

  /** Counts one call until it is done, however it ends. */
  async track(call: () => Promise<void>): Promise<void> {
    this.running += 1;
    try {
      await call();
    } finally {
      this.running -= 1;
      if (this.running === 0) this.becameIdle?.();
    }
  }

  /** Resolves when no call is running, or after the longest wait. */
  idle(maxWaitMs: number): Promise<void> {
    if (this.running === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, maxWaitMs);
      this.becameIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
