import { check, checkFunction, checkTimeout, isRecord } from "../checks.js";
import { ApiError, LangGraphError, RunFailedError } from "../errors.js";
import { TYPES, checkFormat, encodeMessage } from "./format.js";
import type { StreamFormat, StreamMessage } from "./format.js";

/** Options of {@link toReadableStream}. */
export interface WriteOptions {
  /** Server-sent events, or JSON lines. Default: `"sse"`. */
  format?: StreamFormat | undefined;
  /**
   * A comment (`sse`) or a blank line (`ndjson`) is sent after this many milliseconds without an item, so that proxies keep the
   * connection open. `null`: never. Default: 15 000.
   */
  heartbeatMs?: number | null | undefined;
  /** Receives the error that ends the stream, for a log. The reader gets less of it. */
  onError?: ((error: unknown) => void) | undefined;
}

/** Options of {@link toResponse}. */
export interface ResponseOptions extends WriteOptions {
  status?: number | undefined;
  /** Headers of the response, added to those of the format. */
  headers?: Headers | Record<string, string> | undefined;
}

const HEARTBEAT_MS = 15_000;
const WAITING = Symbol("waiting");

/** The error at the end of a stream, as a reader gets it. */
export interface SentError {
  name: string;
  message: string;
  /** The status of the LangGraph server's response. */
  status?: number | undefined;
}

/**
 * Reduces an error to what a reader may know: the reason of a failed run, or the status of a response. Messages of other
 * errors can have addresses and credentials of the server.
 */
function sentError(error: unknown): SentError {
  if (error instanceof RunFailedError)
    return { name: error.name, message: `${error.error}: ${error.detail}` };
  if (error instanceof ApiError)
    return { name: error.name, message: `HTTP ${error.status}`, status: error.status };
  const name = error instanceof LangGraphError ? error.name : "Error";
  return { name, message: "The stream of the run ended early" };
}

/** Resolves to `WAITING` if nothing arrives in time. */
async function orWaiting<T>(next: Promise<T>, limitMs: number | null): Promise<T | typeof WAITING> {
  if (limitMs === null) return next;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<typeof WAITING>((resolve) => {
    timer = setTimeout(() => resolve(WAITING), limitMs);
  });
  try {
    return await Promise.race([next, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Writes a stream as bytes: of the events of a run, or of its `parts()`, `messages()` or `text()`. Nothing is read before the
 * reader asks for it. If the reader cancels, the connection of the run is closed. An error is the last message, without the
 * details that only the server may know.
 */
export function toReadableStream(
  stream: AsyncIterable<unknown>,
  options: WriteOptions = {},
): ReadableStream<Uint8Array> {
  check(
    "stream",
    isRecord(stream) && Symbol.asyncIterator in stream,
    "a stream, such as runs.stream(…).parts()",
    stream,
  );
  const { format = "sse", onError, heartbeatMs = HEARTBEAT_MS } = options;
  checkFormat(format);
  checkFunction("onError", onError);
  checkTimeout("heartbeatMs", heartbeatMs);
  return new ReadableStream(new StreamWriter(stream, { format, onError, heartbeatMs }), { highWaterMark: 0 });
}

/** The source of the bytes. */
class StreamWriter implements UnderlyingDefaultSource<Uint8Array> {
  readonly #stream: AsyncIterable<unknown>;
  readonly #settings: WriteOptions & { format: StreamFormat; heartbeatMs: number | null };
  readonly #encoder = new TextEncoder();
  #iterator: AsyncIterator<unknown> | undefined;
  /** The item that is awaited. */
  #next: Promise<IteratorResult<unknown>> | undefined;

  constructor(
    stream: AsyncIterable<unknown>,
    settings: WriteOptions & { format: StreamFormat; heartbeatMs: number | null },
  ) {
    this.#stream = stream;
    this.#settings = settings;
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const { format, heartbeatMs, onError } = this.#settings;
    const send = (text: string): void => controller.enqueue(this.#encoder.encode(text));
    const end = (message: StreamMessage): void => {
      send(encodeMessage(message, format));
      controller.close();
    };
    try {
      this.#iterator ??= this.#stream[Symbol.asyncIterator]();
      this.#next ??= this.#iterator.next();
      const result = await orWaiting(this.#next, heartbeatMs);
      if (result === WAITING) return send(format === "sse" ? ": heartbeat\n\n" : "\n");
      this.#next = undefined;
      if (result.done) end({ type: "end" });
      else send(encodeMessage({ type: "item", data: result.value }, format));
    } catch (error) {
      onError?.(error);
      end({ type: "error", data: sentError(error) });
    }
  }

  async cancel(): Promise<void> {
    // Nobody waits for the item.
    this.#next?.catch(() => {});
    await this.#iterator?.return?.();
  }
}

/** Makes the response of a route handler from a stream: see {@link toReadableStream}. */
export function toResponse(stream: AsyncIterable<unknown>, options: ResponseOptions = {}): Response {
  const { status = 200, headers, format = "sse" } = options;
  const all = new Headers(headers);
  const defaults = {
    "content-type": TYPES[checkFormat(format)],
    // Proxies must neither store nor compress or buffer it.
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  };
  for (const [name, value] of Object.entries(defaults)) if (!all.has(name)) all.set(name, value);
  return new Response(toReadableStream(stream, options), { status, headers: all });
}
