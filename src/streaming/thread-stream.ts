import { ConnectionError, StreamDisconnectedError } from "../errors.js";
import { EventStream } from "./event-stream.js";
import { eventParser } from "./events.js";
import type { WireEvent } from "./events.js";
import { SingleConnection } from "./single-connection.js";
import type { Chunk, Source, SseMessage } from "./sse.js";

/**
 * The events of a thread. The stream does not end by itself, and cannot reconnect without loss, because event ids are not
 * ordered across runs. A broken connection throws a {@link StreamDisconnectedError} with the `lastEventId`.
 */
export class ThreadStream<Event extends WireEvent> extends EventStream<Event> {
  #lastEventId: string | undefined;
  #received = 0;

  /** @internal */
  constructor(
    threadId: string,
    open: (signal: AbortSignal) => Promise<Source>,
    signal: AbortSignal | undefined,
  ) {
    const connection = new SingleConnection(open);
    const disconnected = (cause?: unknown) =>
      new StreamDisconnectedError("The connection broke, and streams of threads cannot reconnect", {
        runId: null,
        threadId,
        lastEventId: this.#lastEventId,
        cursor: undefined,
        received: this.#received,
        cause,
      });
    super(
      {
        read: (stop) => connection.read(stop),
        select: (chunk: Chunk) => {
          const messages = connection.select(chunk);
          if (messages === undefined) throw disconnected();
          return messages;
        },
        recover: (cause) =>
          connection.recover(cause).catch((error: unknown) => {
            throw connection.isOpen && error instanceof ConnectionError ? disconnected(error) : error;
          }),
        cancel: () => connection.cancel(),
      },
      signal,
      eventParser<Event>(),
    );
  }

  protected override admit({ id }: SseMessage): boolean {
    this.#received += 1;
    this.#lastEventId = id || this.#lastEventId;
    return true;
  }

  /** The id of the last delivered event. */
  get lastEventId(): string | undefined {
    return this.#lastEventId;
  }
}
