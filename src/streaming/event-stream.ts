import { abortReason, throwIfAborted } from "../waiting.js";
import { LangGraphError } from "../errors.js";
import { parseEvent } from "./events.js";
import type { WireEvent } from "./events.js";
import type { MessageReader } from "./sse.js";

/** Who reads a stream: a loop, or one of its methods. */
export type Consumer = "loop" | "text()" | "messages()" | "final()";

/**
 * The events of a stream, in their order. Nothing is sent before the first is asked for; `break`, `return()` and
 * `close()` close the connection at once. It can be iterated once, and it is no promise: `await` gives the stream itself.
 */
export class EventStream<Event extends WireEvent> implements AsyncGenerator<Event, void, undefined> {
  readonly #reader: MessageReader;
  readonly #signal: AbortSignal | undefined;
  readonly #stop = new AbortController();
  #begun = false;
  #ended = false;
  #closed = false;
  #consumer: Consumer | undefined;
  #iterated = false;
  /** The last of the calls of `next` that wait, one after the other, and how many they are. */
  #turn: Promise<unknown> | undefined;
  #waiting = 0;

  constructor(reader: MessageReader, signal: AbortSignal | undefined) {
    this.#reader = reader;
    this.#signal = signal;
  }

  /** The next event. Rejects with the signal's reason after an abort. */
  next(): Promise<IteratorResult<Event, void>> {
    try {
      this.claim("loop");
    } catch (error) {
      return Promise.reject(error);
    }
    return this.pull();
  }

  /** Makes this the only way in which the stream is read. */
  protected claim(consumer: Consumer): void {
    if (this.#consumer !== undefined && (this.#consumer !== consumer || consumer !== "loop")) {
      throw new LangGraphError(
        `This stream is read by ${this.#consumer === "loop" ? "a loop" : this.#consumer} already, and every event comes once. ` +
          "Keep its events, or join the run for a second stream.",
      );
    }
    this.#consumer = consumer;
  }

  protected get consumer(): Consumer | undefined {
    return this.#consumer;
  }

  /** Whether anything was sent. */
  protected get begun(): boolean {
    return this.#begun;
  }

  /** Sees every event before it is given away. */
  protected observe(_event: WireEvent): void {}

  /** Called once, when there is nothing more: at the end, after an error, or when it was closed. May throw. */
  protected onEnd(_why: { error: unknown } | "closed" | "complete"): void {}

  /** The next event, for whoever has claimed the stream. */
  protected pull(): Promise<IteratorResult<Event, void>> {
    if (this.#turn === undefined) {
      try {
        const event = this.#take();
        if (event !== undefined) return Promise.resolve({ done: false, value: event });
      } catch (error) {
        return this.#fail(error);
      }
    }
    this.#waiting += 1;
    const before = this.#turn;
    const advance = (): Promise<IteratorResult<Event, void>> => this.#advance();
    const result = before === undefined ? this.#advance() : before.then(advance, advance);
    this.#turn = result;
    return result;
  }

  /** The next event that is here already. */
  #take(): Event | undefined {
    if (this.#ended) return undefined;
    throwIfAborted(this.#signal);
    const message = this.#reader.take();
    if (message === undefined) return undefined;
    const event = parseEvent(message);
    this.observe(event);
    // The type names the events that this version knows; one that it does not is handed on all the same.
    return event as Event;
  }

  async #advance(): Promise<IteratorResult<Event, void>> {
    try {
      for (;;) {
        const event = this.#take();
        if (event !== undefined) return { done: false, value: event };
        if (this.#ended) return { done: true, value: undefined };
        if (!this.#begun) this.#signal?.addEventListener("abort", this.#onAbort, { once: true });
        this.#begun = true;
        const more = await this.#reader.fill(this.#stop.signal);
        // A body that was closed by the abort looks like one that has ended.
        throwIfAborted(this.#signal);
        if (more) continue;
        if (!this.#ended) this.#finish("complete");
      }
    } catch (error) {
      return await this.#fail(error);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#turn = undefined;
    }
  }

  async #fail(error: unknown): Promise<IteratorResult<Event, void>> {
    if (this.#closed) return { done: true, value: undefined };
    const cause = this.#signal?.aborted ? abortReason(this.#signal) : error;
    this.#finish({ error: cause });
    throw cause;
  }

  readonly #onAbort = (): void => this.#disconnect();

  #disconnect(): void {
    this.#stop.abort();
    this.#reader.cancel();
  }

  #finish(why: { error: unknown } | "closed" | "complete"): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    // At the end nothing is under way: to abort it all the same would cost a tenth of a short stream.
    if (why !== "complete") this.#disconnect();
    this.onEnd(why);
  }

  /** Closes the connection. What the run does then is its `onDisconnect`. */
  close(): void {
    this.#closed = !this.#ended;
    this.#finish("closed");
  }

  /** Closes the connection and ends the iteration. */
  async return(): Promise<IteratorResult<Event, void>> {
    this.close();
    return { done: true, value: undefined };
  }

  /** Closes the connection and rejects with the error. */
  async throw(error: unknown): Promise<IteratorResult<Event, void>> {
    this.close();
    throw error;
  }

  // Not `this`: a loop over the own type of the language costs the compiler nothing, over ours 30 instantiations.
  [Symbol.asyncIterator](): AsyncGenerator<Event, void, undefined> {
    this.claim("loop");
    if (this.#iterated) {
      throw new LangGraphError(
        "This stream was iterated already. Keep its events, or join the run for a second stream.",
      );
    }
    this.#iterated = true;
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}
