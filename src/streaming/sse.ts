import { createParser } from "eventsource-parser";

/** One server-sent event. */
export interface SseMessage {
  id: string | undefined;
  /** `""` when the server gave it no name. */
  event: string;
  data: string;
}

/** Reads a body as server-sent events, with nothing but `getReader` and one `TextDecoder`, which every runtime has. */
export class SseReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  readonly #parser;
  #messages: SseMessage[] = [];

  constructor(body: ReadableStream<Uint8Array>) {
    this.#reader = body.getReader();
    this.#parser = createParser({
      onEvent: ({ id, event = "", data }) => this.#messages.push({ id, event, data }),
    });
  }

  /** The messages of the next chunk, which may be none; `undefined` at the end. */
  async read(): Promise<SseMessage[] | undefined> {
    const { done, value } = await this.#reader.read();
    if (done) return undefined;
    this.#parser.feed(this.#decoder.decode(value, { stream: true }));
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
