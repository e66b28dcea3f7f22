import { createParser } from "eventsource-parser";
import { ConnectionError, TimeoutError } from "../errors.js";
import type { Heartbeats } from "./heartbeats.js";

/** One server-sent event. */
export interface SseMessage {
  id: string | undefined;
  /** `""` when the server gave it no name. */
  event: string;
  data: string;
}

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
  /** Waits for more, which may still be no whole message; `false` at the end. */
  fill(signal: AbortSignal): Promise<boolean>;
  /** Closes the connection; a pending `fill` ends. */
  cancel(): void;
}

/** A line's end after a line's end. */
const BLANK_LINE = /(\n\n|\r\r|\n\r\n?)$/;

/** Reads a body as server-sent events, with nothing but `getReader` and one `TextDecoder`, which every runtime has. */
export class SseReader implements MessageReader {
  readonly #source: Source;
  readonly #heartbeats: Heartbeats | undefined;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
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
      onEvent: ({ id, event = "", data }) => this.#messages.push({ id: id || undefined, event, data }),
      onComment: () => heartbeats?.beat(),
    });
  }

  take(): SseMessage | undefined {
    const message = this.#messages[this.#next];
    if (message !== undefined) this.#next += 1;
    return message;
  }

  async fill(): Promise<boolean> {
    if (this.#done) return false;
    const { done, value } = await this.#read();
    this.#messages = [];
    this.#next = 0;
    this.#done = done;
    // The parser holds a carriage return back, because it may be the first half of a line's end.
    if (done) this.#feed(this.#ending.endsWith("\r") ? "\n" : "");
    else this.#feed(this.#decoder.decode(value, { stream: true }));
    return !done || this.#messages.length > 0;
  }

  #feed(text: string): void {
    if (text === "") return;
    if (!this.#done) this.#ending = (this.#ending + text.slice(-4)).slice(-4);
    this.#parser.feed(text);
  }

  async #read(): Promise<{ done: boolean; value?: Uint8Array | undefined }> {
    try {
      const read = this.#reader.read();
      return await (this.#heartbeats?.listen(read, this.#source) ?? read);
    } catch (cause) {
      if (cause instanceof TimeoutError) throw cause;
      throw new ConnectionError("The stream broke off", { ...this.#source, cause });
    }
  }

  /** Whether the body ended after a whole message, and not in the middle of one. */
  get whole(): boolean {
    return BLANK_LINE.test(this.#ending);
  }

  /** The message that the end of the body left without its blank line, if its last line is complete. Once. */
  takeTail(): SseMessage | undefined {
    if (this.whole || !/[\r\n]$/.test(this.#ending)) return undefined;
    this.#messages = [];
    this.#parser.feed("\n");
    return this.#messages.pop();
  }

  cancel(): void {
    // A body that is broken already cannot be closed: there is nothing left to do.
    this.#reader.cancel().catch(() => {});
  }
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
    this.#inner ??= new SseReader(this.#source);
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
