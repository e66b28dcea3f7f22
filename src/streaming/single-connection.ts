import { ConnectionError } from "../errors.js";
import type { MessageSource } from "./event-stream.js";
import { readerOf } from "./sse.js";
import type { Source, SseMessage, SseReader } from "./sse.js";

/** The messages of one connection, which opens at the first `read` and never reconnects. */
export class SingleConnection implements MessageSource {
  readonly #open: (signal: AbortSignal) => Promise<Source>;
  #source: Source | undefined;
  #reader: SseReader | undefined;

  constructor(open: (signal: AbortSignal) => Promise<Source>) {
    this.#open = open;
  }

  get isOpen(): boolean {
    return this.#source !== undefined;
  }

  async read(signal: AbortSignal): Promise<SseMessage[] | undefined> {
    this.#source ??= await this.#open(signal);
    this.#reader ??= readerOf(this.#source, signal);
    const messages = await this.#reader.read();
    if (messages !== undefined || this.#reader.isClean) return messages;
    const tail = this.#reader.takeTail();
    if (tail !== undefined) return [tail];
    throw new ConnectionError("The stream ended in the middle of an event", this.#source);
  }

  cancel(): void {
    this.#reader?.cancel();
  }
}
