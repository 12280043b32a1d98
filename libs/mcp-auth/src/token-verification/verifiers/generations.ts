/**
 * A map of bounded size. Two generations: what is kept goes into the young one, and when that is half of the bound, the old one
 * goes. Nothing is ever sorted or counted one by one.
 */
export class Generations<Entry> {
  private young = new Map<string, Entry>();
  private old = new Map<string, Entry>();

  constructor(private readonly maxEntries: number) {}

  get size(): number {
    return this.young.size + this.old.size;
  }

  find(key: string): Entry | undefined {
    return this.young.get(key) ?? this.old.get(key);
  }

  keep(key: string, entry: Entry): void {
    if (this.young.size >= this.maxEntries / 2) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, entry);
  }

  /** Saves what is in use from going with the old generation. */
  renew(key: string, entry: Entry): void {
    if (!this.young.has(key)) this.keep(key, entry);
  }
}
