/** A list that grows, and that several readers read to its end. */
export class Log<T> {
  readonly items: T[] = [];
  #isClosed = false;
  #waiting: (() => void)[] = [];

  push(item: T): void {
    this.items.push(item);
    this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  /** Reads the items from an index on, also those that are pushed later, until the log is closed. */
  async *read(from = 0): AsyncGenerator<T, void, undefined> {
    for (let index = from; ; index += 1) {
      while (index >= this.items.length) {
        if (this.#isClosed) return;
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
      // The loop has found it.
      yield this.items[index] as T;
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
