import { CallQueue } from "./call-queue.js";

/** The source of an {@link ItemStream}. */
export interface ItemSource<Item> {
  /** Called once, before the first item is read. May throw. */
  start(): void;
  /** The items of the next event that has arrived already; `undefined` if no event has. */
  take(): readonly Item[] | undefined;
  /** Waits for an event. Resolves to its items, or to `undefined` at the end. */
  read(): Promise<readonly Item[] | undefined>;
  close(): void;
}

const DONE: IteratorResult<never, void> = { done: true, value: undefined };

/**
 * An iterator over the items of a source. It behaves as an async generator does, and costs half of one: items that are there
 * already need no promise but that of `next`.
 */
export class ItemStream<Item> implements AsyncGenerator<Item, void, undefined> {
  readonly #source: ItemSource<Item>;
  #state: "new" | "open" | "ended" = "new";
  #items: readonly Item[] = [];
  #next = 0;
  readonly #queue = new CallQueue();

  constructor(source: ItemSource<Item>) {
    this.#source = source;
  }

  /** The number of items of the last event that were not delivered. */
  get pending(): number {
    return this.#items.length - this.#next;
  }

  next(): Promise<IteratorResult<Item, void>> {
    if (this.#queue.isEmpty) {
      try {
        const result = this.#take();
        if (result !== undefined) return Promise.resolve(result);
      } catch (error) {
        return this.#fail(error);
      }
    }
    return this.#queue.add(() => this.#advance());
  }

  /** The next item that is there already; `undefined` if the source must be awaited. */
  #take(): IteratorResult<Item, void> | undefined {
    if (this.#state === "new") this.#start();
    for (;;) {
      if (this.#state === "ended") return DONE;
      if (this.#next < this.#items.length) {
        const value = this.#items[this.#next] as Item;
        this.#next += 1;
        return { done: false, value };
      }
      const items = this.#source.take();
      if (items === undefined) return undefined;
      this.#set(items);
    }
  }

  #start(): void {
    // If the source refuses, it is not closed: another consumer may be reading it.
    this.#state = "ended";
    this.#source.start();
    this.#state = "open";
  }

  #set(items: readonly Item[]): void {
    this.#items = items;
    this.#next = 0;
  }

  async #advance(): Promise<IteratorResult<Item, void>> {
    try {
      for (;;) {
        const result = this.#take();
        if (result !== undefined) return result;
        const items = await this.#source.read();
        if (items === undefined) this.#end();
        else this.#set(items);
      }
    } catch (error) {
      return await this.#fail(error);
    } finally {
      this.#queue.done();
    }
  }

  async #fail(error: unknown): Promise<never> {
    this.#end();
    throw error;
  }

  #end(): void {
    const isOpen = this.#state === "open";
    this.#state = "ended";
    if (isOpen) this.#source.close();
  }

  async return(_value?: unknown): Promise<IteratorResult<Item, void>> {
    this.#end();
    return DONE;
  }

  async throw(error: unknown): Promise<IteratorResult<Item, void>> {
    this.#end();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end();
  }
}
