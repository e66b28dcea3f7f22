import { createParser } from "eventsource-parser";
import type { EventSourceMessage } from "eventsource-parser";
import { ConnectionError, TimeoutError } from "../errors.js";
import { throwIfAborted } from "../waiting.js";
import type { Heartbeats } from "./heartbeats.js";

/** One server-sent event. An empty `id` is none, and so is an empty name. */
export type SseMessage = EventSourceMessage;

/** The bytes of a stream, and where they come from. */
export interface Source {
  body: ReadableStream<Uint8Array>;
  method: string;
  url: string;
}

/** Messages as they arrive. */
export interface MessageReader {
  /** The next message that is here already. */
  take(): SseMessage | undefined;
  /** Waits for more, which may still be no message; `false` at the end. */
  fill(signal: AbortSignal): Promise<boolean>;
  /** Closes the connection; a pending `fill` ends. */
  cancel(): void;
}

const LF = 10;
const CR = 13;

/**
 * Bytes to text in whole lines: what is decoded at once takes a fast path of the runtimes (a third of the time of a
 * decoder that remembers what it was in the middle of), and no character is ever cut.
 */
class LineDecoder {
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  /** The beginning of a line whose end has not come. */
  #begun: Uint8Array[] = [];
  #isFirst = true;
  #hasLf = false;

  decode(chunk: Uint8Array): string {
    const lf = chunk.lastIndexOf(LF) + 1;
    this.#hasLf ||= lf > 0;
    // The search takes longer than decoding does. Nobody ends some lines with a carriage return alone, and others not.
    const end = this.#hasLf ? lf : chunk.lastIndexOf(CR) + 1;
    if (end === 0) {
      this.#begun.push(chunk);
      return "";
    }
    const lines = this.#text(chunk.subarray(0, end));
    this.#begun = end < chunk.length ? [chunk.slice(end)] : [];
    return lines;
  }

  /** The last line, if it has no end. */
  rest(): string {
    return this.#text(new Uint8Array(0));
  }

  #text(last: Uint8Array): string {
    const text = this.#decoder.decode(this.#begun.length === 0 ? last : join([...this.#begun, last]));
    this.#begun = [];
    if (text === "" || !this.#isFirst) return text;
    this.#isFirst = false;
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A line's end after a line's end. A carriage return behind a line feed is one half of an end, and the other is missing. */
const BLANK_LINE = /(\n\n|\r\r|[\r\n]\r\n)$/;

/** Reads a body as server-sent events, with nothing but `getReader` and one `TextDecoder`, which every runtime has. */
export class SseReader implements MessageReader {
  readonly #source: Source;
  readonly #heartbeats: Heartbeats | undefined;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #lines = new LineDecoder();
  readonly #parser;
  #messages: SseMessage[] = [];
  #next = 0;
  /** The last characters. Before the first there might as well have been a blank line. */
  #ending = "\n\n";
  #done = false;

  constructor(source: Source, heartbeats?: Heartbeats) {
    this.#source = source;
    this.#heartbeats = heartbeats;
    heartbeats?.restart();
    this.#reader = source.body.getReader();
    this.#parser = createParser({
      onEvent: (message) => this.#messages.push(message),
      onComment: () => heartbeats?.beat(),
    });
  }

  take(): SseMessage | undefined {
    const message = this.#messages[this.#next];
    if (message === undefined) return undefined;
    this.#next += 1;
    // What was given away is not held while the next, which may be as large, comes in.
    if (this.#next === this.#messages.length) {
      this.#messages = [];
      this.#next = 0;
    }
    return message;
  }

  /** Whether no message is here. */
  get isEmpty(): boolean {
    return this.#next >= this.#messages.length;
  }

  /** Waits for a message or a comment; `false` at the end. */
  async fill(): Promise<boolean> {
    this.#messages = [];
    this.#next = 0;
    const heard = this.#heartbeats?.count;
    // Pieces of a message go no further: who waits for it is woken once.
    while (!this.#done && this.#messages.length === 0 && this.#heartbeats?.count === heard) {
      let result: ReadableStreamReadResult<Uint8Array>;
      const read = this.#reader.read();
      try {
        result = await (this.#heartbeats?.listen(read, this.#source) ?? read);
      } catch (cause) {
        throw this.#broke(cause);
      }
      this.#feed(result);
    }
    return !this.#done || this.#messages.length > 0;
  }

  #feed({ done, value }: ReadableStreamReadResult<Uint8Array>): void {
    this.#done = done;
    const text = done ? this.#lines.rest() : this.#lines.decode(value);
    if (text === "" && !done) return;
    this.#ending = (this.#ending + text.slice(-4)).slice(-4);
    this.#parser.feed(text);
    // The parser holds a carriage return back, because it may be the first half of a line's end.
    if (done && this.#ending.endsWith("\r")) this.#parser.feed("\n");
  }

  #broke(cause: unknown): never {
    if (cause instanceof TimeoutError) throw cause;
    throw new ConnectionError("The stream broke off", { ...this.#source, cause });
  }

  /** Whether the body ended after a whole message, and not in the middle of one. */
  get whole(): boolean {
    return BLANK_LINE.test(this.#ending);
  }

  /** The message that the end of the body left without its blank line, if its last line is complete. Once. */
  takeTail(): SseMessage | undefined {
    if (this.whole || !/[\r\n]$/.test(this.#ending)) return undefined;
    this.#messages = [];
    this.#ending += "\n";
    this.#parser.feed("\n");
    return this.#messages.pop();
  }

  cancel(): void {
    // A body that is broken already cannot be closed: there is nothing left to do.
    this.#reader.cancel().catch(() => {});
  }
}

/** A reader of a source that was just opened. One that comes when nobody wants it any more is closed. */
export function readerOf(source: Source, signal: AbortSignal, heartbeats?: Heartbeats): SseReader {
  if (signal.aborted) source.body.cancel().catch(() => {});
  throwIfAborted(signal);
  return new SseReader(source, heartbeats);
}

/** The messages of one connection, which is opened when the first is asked for. */
export class LazyReader implements MessageReader {
  readonly #open: (signal: AbortSignal) => Promise<Source>;
  #source: Source | undefined;
  #inner: SseReader | undefined;
  #tail: SseMessage | undefined;

  constructor(open: (signal: AbortSignal) => Promise<Source>) {
    this.#open = open;
  }

  take(): SseMessage | undefined {
    const tail = this.#tail;
    this.#tail = undefined;
    return tail ?? this.#inner?.take();
  }

  async fill(signal: AbortSignal): Promise<boolean> {
    this.#source ??= await this.#open(signal);
    this.#inner ??= readerOf(this.#source, signal);
    if (await this.#inner.fill()) return true;
    if (this.#inner.whole) return false;
    this.#tail = this.#inner.takeTail();
    if (this.#tail !== undefined) return true;
    throw new ConnectionError("The stream ended in the middle of an event", this.#source);
  }

  cancel(): void {
    this.#inner?.cancel();
  }
}
