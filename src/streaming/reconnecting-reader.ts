import { throwIfAborted } from "../abort.js";
import { InvalidEventError } from "../errors.js";
import type { MessageSource, Messages } from "./event-stream.js";

/** The level of a step in the life of a stream: a detail, its begin or end, or its error. */
export type LogLevel = "debug" | "info" | "error";

/** Reads one stream over as many connections as necessary. Its subclasses know a protocol. */
export abstract class ReconnectingReader<Message, Arrival = Messages<Message>> implements MessageSource<
  Message,
  Arrival
> {
  /** True once the stream has ended. */
  protected isOver = false;
  /** The number of connections that were opened. */
  protected connections = 0;

  /** Waits for messages. The caller delivers them all before it reads on. */
  abstract read(signal: AbortSignal): Promise<Arrival>;

  /** Reconnects after an error, unless it must reach the caller: that of the first request, or one that ended the stream. */
  async recover(cause: unknown, signal: AbortSignal): Promise<Message[]> {
    throwIfAborted(signal);
    if (this.connections === 0 || this.isOver) throw cause;
    if (cause instanceof InvalidEventError) throw this.endWith(cause);
    return this.reconnect(cause, signal);
  }

  /** The connection broke, closed too early, or could not be opened. Waits, or throws. Returns messages to deliver. */
  protected abstract reconnect(cause: unknown, signal: AbortSignal): Promise<Message[]>;

  /** Ends the stream with an error. */
  protected endWith<Cause>(error: Cause): Cause {
    this.endStream(String(error), "error");
    return error;
  }

  /** @param step - The line for the log. */
  protected endStream(step: string, level: LogLevel = "info"): void {
    this.isOver = true;
    this.cancel();
    this.trace(step, level);
  }

  /** Logs a step in the stream's life. */
  protected abstract trace(step: string, level?: LogLevel): void;

  /** Closes the connection. */
  abstract cancel(): void;
}
