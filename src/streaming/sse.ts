import { createParser } from "eventsource-parser";
import { throwIfAborted } from "../abort.js";
import { ConnectionError, InvalidEventError, TimeoutError } from "../errors.js";
import type { Heartbeats } from "./heartbeats.js";

/** One server-sent event. An empty `id` or `event` counts as missing. */
export interface SseMessage {
  id?: string | undefined;
  event?: string | undefined;
  data: string;
}

/** The body of a response, and its request for error messages. */
export interface Source {
  body: ReadableStream<Uint8Array>;
  method: string;
  url: string;
  /** The largest event or line to accept. Default: no limit. */
  maxEventBytes?: number | undefined;
}

/** A chunk of a body, or its end: `ReadableStreamReadResult`, which is not a global type in @types/node. */
export type Chunk = { done: false; value: Uint8Array } | { done: true; value?: Uint8Array | undefined };

/** A chunk without bytes. */
export const EMPTY_CHUNK: Chunk = { done: false, value: new Uint8Array(0) };
/** The end of a body. */
export const LAST_CHUNK: Chunk = { done: true };

const LF = 10;
const CR = 13;

/**
 * Decodes bytes in whole lines. That never cuts a character, and a decoder without state between calls takes a third of
 * the time.
 */
class LineDecoder {
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  /** The beginning of an incomplete line. The buffer is kept: a new one for each large event would take a third more memory. */
  #pending = new Uint8Array(0);
  #length = 0;
  #isFirst = true;
  #hasLf = false;

  /** Decodes the lines that a chunk completes. The first may have begun in chunks before: only that one is copied. */
  decode(chunk: Uint8Array, use: (text: string) => void): void {
    const lf = chunk.lastIndexOf(LF) + 1;
    this.#hasLf ||= lf > 0;
    // Look for CR only if no LF was seen: the search costs more than decoding, and no server mixes the two.
    const newline = this.#hasLf ? LF : CR;
    const end = this.#hasLf ? lf : chunk.lastIndexOf(CR) + 1;
    let start = 0;
    if (end > 0 && this.#length > 0) {
      start = chunk.indexOf(newline) + 1;
      this.#keep(chunk.subarray(0, start));
      use(this.flush());
    }
    if (start < end) use(this.#decode(part(chunk, start, end)));
    if (end < chunk.length) this.#keep(part(chunk, end, chunk.length));
  }

  #keep(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#pending.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#pending.length));
      larger.set(this.#pending.subarray(0, this.#length));
      this.#pending = larger;
    }
    this.#pending.set(bytes, this.#length);
    this.#length = length;
  }

  /** The number of bytes of the incomplete line. */
  get pendingBytes(): number {
    return this.#length;
  }

  /** Decodes the last, incomplete line. */
  flush(): string {
    const text = this.#decode(this.#pending.subarray(0, this.#length));
    this.#length = 0;
    return text;
  }

  #decode(bytes: Uint8Array): string {
    const text = this.#decoder.decode(bytes);
    if (text === "" || !this.#isFirst) return text;
    this.#isFirst = false;
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  }
}

/** A part of a chunk, most often the whole one. */
function part(chunk: Uint8Array, start: number, end: number): Uint8Array {
  return end - start === chunk.length ? chunk : chunk.subarray(start, end);
}

/** The number of characters in which a blank line ends. */
const TAIL = 4;
/** A CR after an LF is the first half of a CRLF whose second half is missing. */
const BLANK_LINE = /(\n\n|\r\r|[\r\n]\r\n)$/;

/** V8 copies a part of a text if it is shorter. */
const MIN_PART = 13;

/** A copy of a part of a text. V8 keeps the whole text, here that of a chunk, as long as the part is kept. */
function ownText(part: string | undefined): string | undefined {
  return part === undefined || part.length < MIN_PART ? part : ` ${part}`.slice(1);
}

/** Decodes a body of server-sent events, with `getReader` and one `TextDecoder`, which every runtime has. */
export class SseReader {
  readonly #source: Source;
  readonly #heartbeats: Heartbeats | undefined;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #lines = new LineDecoder();
  readonly #parser;
  #messages: SseMessage[] | undefined;
  /** The name of the last message, which most of them share. */
  #name: string | undefined;
  /** The last four characters read. Starts as a blank line, so that an empty body counts as complete. */
  #tail = "\n\n";
  #isDone = false;
  /** True while a chunk is awaited. */
  #isReading = false;
  readonly #limit: number;
  /** The number of bytes since the last message. */
  #bytes = 0;

  constructor(source: Source, heartbeats?: Heartbeats) {
    this.#source = source;
    this.#limit = source.maxEventBytes ?? Infinity;
    this.#heartbeats = heartbeats;
    heartbeats?.onConnect();
    this.#reader = source.body.getReader();
    this.#parser = createParser({
      onEvent: (message) => {
        this.#checkSize(message.data.length);
        if (message.event !== this.#name) this.#name = ownText(message.event);
        message.event = this.#name;
        message.id = ownText(message.id);
        // Most chunks of a slow stream have one message. `push` to an empty list would reserve room for 17.
        if (this.#messages === undefined) this.#messages = [message];
        else this.#messages.push(message);
      },
      onComment: () => heartbeats?.onHeartbeat(),
    });
  }

  /**
   * Waits for a chunk, for `decode`. The promise is that of the runtime, and its error one for `errorOf`: a promise more for
   * each chunk would take a tenth of the time of chunks of one byte.
   */
  read(): Promise<Chunk> {
    this.#isReading = true;
    const next = this.#reader.read();
    return this.#heartbeats?.wait(next, this.#source) ?? next;
  }

  /** The error for the caller, of a `read` or `decode` that failed. */
  errorOf(cause: unknown): unknown {
    if (!this.#isReading || cause instanceof TimeoutError) return cause;
    return new ConnectionError("The stream broke off", { ...this.#source, cause });
  }

  /** Returns the messages that a chunk completes, perhaps none; `undefined` at the end of the body. */
  decode({ done, value }: Chunk): SseMessage[] | undefined {
    this.#isReading = false;
    if (this.#isDone) return undefined;
    this.#isDone = done;
    this.#bytes += value?.length ?? 0;
    try {
      if (value !== undefined) this.#lines.decode(value, this.#feed);
      else this.#flush();
    } catch (cause) {
      // A TypeError: the runtime sends other chunks than bytes.
      if (cause instanceof InvalidEventError || cause instanceof TypeError) throw cause;
      throw new InvalidEventError({ problem: "is larger than the runtime can read", cause });
    }
    const messages = this.#messages;
    if (messages === undefined) {
      this.#checkSize(this.#bytes);
      return done ? undefined : [];
    }
    this.#messages = undefined;
    this.#bytes = this.#lines.pendingBytes;
    return messages;
  }

  #checkSize(size: number): void {
    if (size <= this.#limit) return;
    throw new InvalidEventError({ problem: `is larger than maxEventBytes: ${this.#limit}` });
  }

  readonly #feed = (text: string): void => {
    this.#tail = text.length < TAIL ? (this.#tail + text).slice(-TAIL) : text.slice(-TAIL);
    this.#parser.feed(text);
  };

  #flush(): void {
    this.#feed(this.#lines.flush());
    // The parser waits for the second half of a CRLF.
    if (this.#tail.endsWith("\r")) this.#parser.feed("\n");
  }

  /** True if the body ended after a complete message. */
  get isClean(): boolean {
    return BLANK_LINE.test(this.#tail);
  }

  /** Returns, once, a last message that lacks only its blank line. */
  takeTail(): SseMessage | undefined {
    if (this.isClean || !/[\r\n]$/.test(this.#tail)) return undefined;
    this.#tail += "\n";
    this.#parser.feed("\n");
    return this.#messages?.pop();
  }

  cancel(): void {
    // Fails only if the body is broken already.
    this.#reader.cancel().catch(() => {});
  }
}

/** Creates a reader of a response that has just opened. After an abort, closes it instead and throws. */
export function readerOf(source: Source, signal: AbortSignal, heartbeats?: Heartbeats): SseReader {
  if (signal.aborted) source.body.cancel().catch(() => {});
  throwIfAborted(signal);
  return new SseReader(source, heartbeats);
}
