import { EventStream } from "../../../src/streaming/event-stream.js";
import type { MessageSource } from "../../../src/streaming/event-stream.js";

/** A source that records what was delivered. */
interface Reader<Message> extends MessageSource<Message, unknown> {
  deliver(message: Message): boolean | void;
}

/** The messages of a reader, as a stream delivers them. */
export class Delivered<Message> extends EventStream<Message, Message> {
  readonly #reader: Reader<Message>;

  constructor(reader: Reader<Message>) {
    super(reader, undefined, (message) => message);
    this.#reader = reader;
  }

  protected override admit(message: Message): boolean {
    return this.#reader.deliver(message) !== false;
  }
}
