import { abortReason, throwIfAborted } from "../abort.js";
import { LangGraphError } from "../errors.js";
import { CallQueue } from "./call-queue.js";
import type { SseMessage } from "./sse.js";

/** Messages of a stream; `undefined` at its end. */
export type Messages<Message = SseMessage> = Message[] | undefined;

/** The source of a stream's messages. */
export interface MessageSource<Message = SseMessage, Arrival = Messages<Message>> {
  /** Waits for messages, or for that which `select` makes them of. */
  read(signal: AbortSignal): Promise<Arrival>;
  /** Selects the messages to deliver, perhaps none; `undefined` at the end. Default: all that were read. */
  select?(arrival: Arrival, signal: AbortSignal): Messages<Message> | Promise<Messages<Message>>;
  /** Called with an error of the two. Returns messages to deliver if the stream can go on, else throws. */
  recover?(cause: unknown, signal: AbortSignal): Promise<Messages<Message>>;
  /** Closes the connection. A pending `read` ends. */
  cancel(): void;
}

/** The way in which a stream is read. */
export type Consumer = "loop" | "text()" | "messages()" | "parts()" | "final()";

/** The end of a stream: an error, `close()`, or completion. */
export type StreamEnd = { error: unknown } | "closed" | "complete";

/**
 * The events of a stream, in order. The request is sent when the first event is requested. `break`, `return()` and
 * `close()` close the connection at once. A stream can be iterated once; it is not a promise.
 */
export class EventStream<Event, Message = SseMessage> implements AsyncGenerator<Event, void, undefined> {
  readonly #source: MessageSource<Message, unknown>;
  readonly #decode: (message: Message) => Event;
  readonly #signal: AbortSignal | undefined;
  readonly #stop = new AbortController();
  #batch: Message[] = [];
  #index = 0;
  #hasStarted = false;
  #hasEnded = false;
  #isClosed = false;
  #consumer: Consumer | undefined;
  #isIterated = false;
  /** The error of a request that no consumer has seen yet. */
  #unseen: { error: unknown } | undefined;
  readonly #queue = new CallQueue();

  constructor(
    source: MessageSource<Message, unknown>,
    signal: AbortSignal | undefined,
    decode: (message: Message) => Event,
  ) {
    this.#source = source;
    this.#decode = decode;
    this.#signal = signal;
  }

  /** Get the next event. Rejects with the signal's reason after an abort. */
  next(): Promise<IteratorResult<Event, void>> {
    try {
      this.claim("loop");
    } catch (error) {
      return Promise.reject(error);
    }
    return this.pull();
  }

  /** Reserves the stream for one consumer. */
  protected claim(consumer: Consumer): void {
    if (this.#consumer !== undefined && (this.#consumer !== consumer || consumer !== "loop")) {
      const reader = this.#consumer === "loop" ? "a loop" : this.#consumer;
      throw new LangGraphError(
        `This stream is being read by ${reader}, and delivers every event once. Keep its events, or join the run for a second stream.`,
      );
    }
    this.#consumer = consumer;
  }

  protected get consumer(): Consumer | undefined {
    return this.#consumer;
  }

  /** True once a request was sent. */
  protected get hasStarted(): boolean {
    return this.#hasStarted;
  }

  /** Called with every message before it is decoded. Returns false to leave it out. */
  protected admit(_message: Message): boolean {
    return true;
  }

  /** Called with every event before it is delivered. */
  protected observe(_event: Event): void {}

  /** Called once, at the end of the stream. May throw. */
  protected onEnd(_end: StreamEnd): void {}

  /** Gets the next event for the consumer that has claimed the stream. */
  protected pull(): Promise<IteratorResult<Event, void>> {
    if (this.#queue.isEmpty) {
      try {
        const event = this.#take();
        if (event !== undefined) return Promise.resolve({ done: false, value: event });
      } catch (error) {
        return this.#fail(error);
      }
    }
    return this.#readUntil(
      () => this.#next(),
      (error) => this.#fail(error),
    );
  }

  /** Takes the next event that has arrived already. */
  protected take(): Event | undefined {
    if (!this.#queue.isEmpty) return undefined;
    try {
      return this.#take();
    } catch (error) {
      return this.#failWith(error);
    }
  }

  /**
   * Sends the request, and reads until the caller has seen enough. The consumer gets the messages, or the error, later.
   */
  protected prefetch(isEnough: (messages: readonly Message[]) => boolean): Promise<true> {
    let messages: Message[] = [];
    const look = (): true | undefined => {
      throwIfAborted(this.#signal);
      this.#batch = messages = [...messages, ...this.#batch];
      return this.#hasEnded || isEnough(messages) || undefined;
    };
    return this.#readUntil(look, (cause) => {
      const error = this.#causeOf(cause);
      this.#unseen = { error };
      throw error;
    });
  }

  #take(): Event | undefined {
    if (this.#hasEnded) return undefined;
    throwIfAborted(this.#signal);
    if (this.#unseen !== undefined) throw this.#unseen.error;
    for (let message; (message = this.#batch[this.#index]) !== undefined;) {
      this.#index += 1;
      // Release the batch before the next one, which may be as large, arrives.
      if (this.#index === this.#batch.length) {
        this.#batch = [];
        this.#index = 0;
      }
      if (!this.admit(message)) continue;
      const event = this.#decode(message);
      this.observe(event);
      return event;
    }
    return undefined;
  }

  #next(): IteratorResult<Event, void> | undefined {
    const event = this.#take();
    if (event !== undefined) return { done: false, value: event };
    return this.#hasEnded ? { done: true, value: undefined } : undefined;
  }

  #readUntil<Result>(
    resultOf: () => Result | undefined,
    onError: (error: unknown) => Result | Promise<Result>,
  ): Promise<Result> {
    return this.#queue.add(() => this.#read(resultOf, onError));
  }

  /** Reads until there is a result. The only loop that waits for chunks: each further one would take 3 % of small chunks. */
  async #read<Result>(
    resultOf: () => Result | undefined,
    onError: (error: unknown) => Result | Promise<Result>,
  ): Promise<Result> {
    const source = this.#source;
    const { signal } = this.#stop;
    try {
      for (;;) {
        const result = resultOf();
        if (result !== undefined) return result;
        this.#start();
        let messages: Messages<Message>;
        try {
          const arrival = await source.read(signal);
          // Without a `select`, messages arrive.
          const selected = source.select ? source.select(arrival, signal) : (arrival as Messages<Message>);
          messages = selected instanceof Promise ? await selected : selected;
        } catch (cause) {
          if (source.recover === undefined) throw cause;
          messages = await source.recover(cause, signal);
        }
        this.#receive(messages);
      }
    } catch (error) {
      return await onError(error);
    } finally {
      this.#queue.done();
    }
  }

  #start(): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    this.#signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  #receive(messages: Messages<Message>): void {
    // An aborted body looks as if it had ended.
    throwIfAborted(this.#signal);
    if (messages === undefined) this.#finish("complete");
    else this.#batch = messages;
  }

  async #fail(error: unknown): Promise<IteratorResult<Event, void>> {
    return { done: true, value: this.#failWith(error) };
  }

  /** Ends the stream with an error, unless it was closed. */
  #failWith(error: unknown): undefined {
    if (this.#isClosed) return;
    const cause = this.#causeOf(error);
    this.#finish({ error: cause });
    throw cause;
  }

  /** After an abort, all errors are its consequence. */
  #causeOf(error: unknown): unknown {
    return this.#signal?.aborted ? abortReason(this.#signal) : error;
  }

  readonly #onAbort = (): void => this.#disconnect();

  #disconnect(): void {
    this.#stop.abort();
    this.#source.cancel();
  }

  #finish(end: StreamEnd): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#batch = [];
    this.#signal?.removeEventListener("abort", this.#onAbort);
    // A complete stream has nothing left to abort, and aborting would cost a tenth of a short stream.
    if (end !== "complete") this.#disconnect();
    this.onEnd(end);
  }

  /** Close the connection. The run then goes on or stops, as its `onDisconnect` says. */
  close(): void {
    this.#isClosed ||= !this.#hasEnded;
    this.#finish("closed");
  }

  /** Close the connection and end the iteration. The argument, as generators take one, is ignored. */
  async return(_value?: unknown): Promise<IteratorResult<Event, void>> {
    this.close();
    return { done: true, value: undefined };
  }

  /** Close the connection and reject with the error. */
  async throw(error: unknown): Promise<IteratorResult<Event, void>> {
    this.close();
    throw error;
  }

  // Not `this`: a loop over the language's own type costs the compiler nothing, over ours 30 instantiations.
  [Symbol.asyncIterator](): AsyncGenerator<Event, void, undefined> {
    this.claim("loop");
    if (this.#isIterated) {
      throw new LangGraphError(
        "This stream was iterated already. Keep its events, or join the run for a second stream.",
      );
    }
    this.#isIterated = true;
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}
