import { ConnectionError, StreamInterruptedError } from "../errors.js";
import { EventStream } from "./event-stream.js";
import type { WireEvent } from "./events.js";
import { LazyReader } from "./sse.js";
import type { MessageReader, Source, SseMessage } from "./sse.js";

/**
 * The messages of a thread, run after run. The server never ends them, so that every end is a cut; and they cannot be
 * asked for again without loss, because their ids are not ordered across runs.
 */
class ThreadReader implements MessageReader {
  readonly #inner: LazyReader;
  readonly #threadId: string;
  #opened = false;
  #lastEventId: string | undefined;
  #received = 0;

  constructor(threadId: string, open: (signal: AbortSignal) => Promise<Source>) {
    this.#threadId = threadId;
    this.#inner = new LazyReader(async (signal) => {
      const source = await open(signal);
      this.#opened = true;
      return source;
    });
  }

  take(): SseMessage | undefined {
    const message = this.#inner.take();
    if (message !== undefined) this.#received += 1;
    this.#lastEventId = message?.id ?? this.#lastEventId;
    return message;
  }

  /** The id of the last event delivered. */
  get lastEventId(): string | undefined {
    return this.#lastEventId;
  }

  async fill(signal: AbortSignal): Promise<boolean> {
    let cause: unknown;
    try {
      if (await this.#inner.fill(signal)) return true;
    } catch (error) {
      if (!this.#opened || !(error instanceof ConnectionError)) throw error;
      cause = error;
    }
    throw new StreamInterruptedError("The stream of the thread was cut", {
      runId: null,
      threadId: this.#threadId,
      lastEventId: this.#lastEventId,
      cursor: undefined,
      received: this.#received,
      cause,
    });
  }

  cancel(): void {
    this.#inner.cancel();
  }
}

/**
 * What happens on a thread. It does not end by itself, and is not reopened: a connection that is cut is a
 * {@link StreamInterruptedError} with the `lastEventId`.
 */
export class ThreadStream<Event extends WireEvent> extends EventStream<Event> {
  readonly #reader: ThreadReader;

  /** @internal */
  constructor(
    threadId: string,
    open: (signal: AbortSignal) => Promise<Source>,
    signal: AbortSignal | undefined,
  ) {
    const reader = new ThreadReader(threadId, open);
    super(reader, signal);
    this.#reader = reader;
  }

  /** The id of the last event delivered. */
  get lastEventId(): string | undefined {
    return this.#reader.lastEventId;
  }
}
