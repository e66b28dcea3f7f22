import { createParser } from "eventsource-parser";
import { ConnectionError } from "../errors.js";

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

/** Reads a body as server-sent events, with nothing but `getReader` and one `TextDecoder`, which every runtime has. */
export class SseReader {
  readonly #source: Source;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  readonly #parser;
  #messages: SseMessage[] = [];
  #returnPending = false;

  constructor(source: Source) {
    this.#source = source;
    this.#reader = source.body.getReader();
    this.#parser = createParser({
      onEvent: ({ id, event = "", data }) => this.#messages.push({ id, event, data }),
    });
  }

  /** The messages of the next chunk, which may be none; `undefined` at the end. */
  async read(): Promise<SseMessage[] | undefined> {
    const { done, value } = await this.#reader.read().catch((cause: unknown) => {
      throw new ConnectionError("The stream broke off", { ...this.#source, cause });
    });
    if (done && !this.#returnPending) return undefined;
    // The parser holds a carriage return back, because it may be the first half of a line's end.
    const text = done ? "\n" : this.#decoder.decode(value, { stream: true });
    if (text !== "") this.#returnPending = text.endsWith("\r");
    this.#parser.feed(text);
    const messages = this.#messages;
    this.#messages = [];
    return messages;
  }

  /** Closes the connection; a pending `read` gives the end. */
  cancel(): void {
    // A body that is broken already cannot be closed: there is nothing left to do.
    this.#reader.cancel().catch(() => {});
  }
}
