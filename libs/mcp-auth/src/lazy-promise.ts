/**
 * A promise that starts when it is first awaited. Nest awaits the imports of a module while it scans them, which is after
 * every module file has been evaluated; by then `ConfigModule` has read its files, wherever it stands. A start that fails is
 * forgotten, so that who awaits it later, when what was missing is there, starts anew.
 */
export class LazyPromise<Value> extends Promise<Value> {
  private started: Promise<Value> | undefined;

  /** Promises derived from this one are ordinary ones. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  constructor(private readonly start: () => Promise<Value>) {
    super(() => undefined);
  }

  // eslint-disable-next-line unicorn/no-thenable -- being awaited is what starts it
  override then<Result = Value, Failure = never>(
    onFulfilled?: ((value: Value) => Result | PromiseLike<Result>) | null,
    onRejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Result | Failure> {
    this.started ??= this.start().catch((error: unknown) => {
      this.started = undefined;
      throw error;
    });
    return this.started.then(onFulfilled, onRejected);
  }
}
