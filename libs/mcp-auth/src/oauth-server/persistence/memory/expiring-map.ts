/** A map whose entries have an end, for repositories in memory. */
export class ExpiringMap<Value> {
  private readonly entries = new Map<string, { readonly value: Value; readonly endsAtMs: number }>();

  get(key: string): Value | undefined {
    return this.entries.get(key)?.value;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  set(key: string, value: Value, endsAtMs: number): void {
    this.entries.set(key, { value, endsAtMs });
  }

  /** @returns whether there was one */
  delete(key: string): boolean {
    return this.entries.delete(key);
  }

  values(): readonly Value[] {
    return [...this.entries.values()].map(({ value }) => value);
  }

  /** @returns the values that were removed, at most `limit` */
  purge(nowMs: number, limit: number): readonly Value[] {
    const ended = [...this.entries].filter(([, { endsAtMs }]) => endsAtMs <= nowMs).slice(0, limit);
    for (const [key] of ended) this.entries.delete(key);
    return ended.map(([, { value }]) => value);
  }
}
