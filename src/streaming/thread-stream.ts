import { ConnectionError, StreamDisconnectedError } from "../errors.js";
import { EventStream } from "./event-stream.js";
import { eventParser } from "./events.js";
import type { WireEvent } from "./events.js";
import { SingleConnection } from "./single-connection.js";
import type { Source, SseMessage } from "./sse.js";

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
    const read = async (stop: AbortSignal): Promise<SseMessage[]> => {
      try {
        const messages = await connection.read(stop);
        if (messages !== undefined) return messages;
      } catch (error) {
        throw connection.isOpen && error instanceof ConnectionError ? disconnected(error) : error;
      }
      throw disconnected();
    };
    super({ read, cancel: () => connection.cancel() }, signal, eventParser<Event>());
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
