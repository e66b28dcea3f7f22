import { throwIfAborted } from "../abort.js";
import { LangGraphError } from "../errors.js";
import { parseEvent } from "./events.js";
import type { WireEvent } from "./events.js";
import { SseReader } from "./sse.js";
import type { Source, SseMessage } from "./sse.js";

/** Opens a stream. Called once, when the first event is asked for. */
export type OpenSource = (signal: AbortSignal) => Promise<Source>;

/**
 * The events of a stream, in their order. Nothing is sent before the first is asked for; `break`, `return()` and
 * `close()` close the connection at once. It can be iterated once, and it is no promise: `await` gives the stream itself.
 */
export class EventStream<Event extends WireEvent> implements AsyncGenerator<Event, void, undefined> {
  readonly #open: OpenSource;
  readonly #accepts: (event: WireEvent) => boolean;
  readonly #signal: AbortSignal | undefined;
  readonly #stop = new AbortController();
  #reader: SseReader | undefined;
  #messages: SseMessage[] = [];
  #position = 0;
  #ended = false;
  #iterated = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param accepts - Events for which it says no are left out. */
  constructor(
    open: OpenSource,
    signal: AbortSignal | undefined,
    accepts: (event: WireEvent) => boolean = () => true,
  ) {
    this.#open = open;
    this.#signal = signal;
    this.#accepts = accepts;
  }

  /** The next event. Rejects with the signal's reason after an abort. */
  next(): Promise<IteratorResult<Event, void>> {
    const result = this.#turn.then(() => this.#advance());
    this.#turn = result.catch(() => {});
    return result;
  }

  async #advance(): Promise<IteratorResult<Event, void>> {
    try {
      for (;;) {
        if (this.#ended) return { done: true, value: undefined };
        throwIfAborted(this.#signal);
        const message = this.#messages[this.#position];
        if (message !== undefined) {
          this.#position += 1;
          const event = parseEvent(message);
          if (!this.#accepts(event)) continue;
          // The type names the events that this version knows; one that it does not is handed on all the same.
          return { done: false, value: event as Event };
        }
        this.#position = 0;
        this.#reader ??= await this.#connect();
        const messages = await this.#reader.read();
        throwIfAborted(this.#signal);
        if (messages === undefined) this.close();
        else this.#messages = messages;
      }
    } catch (error) {
      const stopped = this.#stop.signal.aborted;
      this.close();
      throwIfAborted(this.#signal);
      if (stopped) return { done: true, value: undefined };
      throw error;
    }
  }

  async #connect(): Promise<SseReader> {
    this.#signal?.addEventListener("abort", this.#onAbort, { once: true });
    return new SseReader(await this.#open(this.#stop.signal));
  }

  readonly #onAbort = (): void => this.#disconnect();

  #disconnect(): void {
    this.#stop.abort();
    this.#reader?.cancel();
  }

  /** Closes the connection. What the run does then is its `onDisconnect`. */
  close(): void {
    this.#ended = true;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#messages = [];
    this.#disconnect();
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

  [Symbol.asyncIterator](): this {
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
