import { ConnectionError } from "../errors.js";
import type { MessageSource, Messages } from "./event-stream.js";
import { readerOf } from "./sse.js";
import type { Chunk, Source, SseMessage, SseReader } from "./sse.js";

/** The messages of one connection, which opens at the first `read` and never reconnects. */
export class SingleConnection implements MessageSource<SseMessage, Chunk> {
  readonly #open: (signal: AbortSignal) => Promise<Source>;
  #source: Source | undefined;
  #reader: SseReader | undefined;

  constructor(open: (signal: AbortSignal) => Promise<Source>) {
    this.#open = open;
  }

  get isOpen(): boolean {
    return this.#source !== undefined;
  }

  read(signal: AbortSignal): Promise<Chunk> {
    return this.#reader?.read() ?? this.#openAndRead(signal);
  }

  async #openAndRead(signal: AbortSignal): Promise<Chunk> {
    this.#source = await this.#open(signal);
    this.#reader = readerOf(this.#source, signal);
    return this.#reader.read();
  }

  select(chunk: Chunk): Messages {
    const [source, reader] = [this.#source, this.#reader];
    // `read` has opened them.
    if (source === undefined || reader === undefined) return undefined;
    const messages = reader.decode(chunk);
    if (messages !== undefined || reader.isClean) return messages;
    const tail = reader.takeTail();
    if (tail !== undefined) return [tail];
    throw new ConnectionError("The stream ended in the middle of an event", source);
  }

  async recover(cause: unknown): Promise<never> {
    throw this.#reader === undefined ? cause : this.#reader.errorOf(cause);
  }

  cancel(): void {
    this.#reader?.cancel();
  }
}
