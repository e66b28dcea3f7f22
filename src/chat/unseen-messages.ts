import type { Message } from "../messages/types.js";
import type { ChatSnapshot } from "./snapshot.js";

/** Messages that were sent, and that the state does not have yet. They stay on the page. */
export class UnseenMessages {
  /** Their runs are to come, or have just begun: they are behind the messages of the state. */
  #sent: Message[] = [];
  /** Their runs have failed: they stay where they were. `after` is the message before. */
  #failed: { message: Message; after: string | undefined }[] = [];

  has(message: Message): boolean {
    return this.#sent.includes(message) || this.#failed.some((each) => each.message === message);
  }

  add(messages: readonly Message[]): void {
    this.#failed = this.#failed.filter(({ message }) => !messages.includes(message));
    this.#sent.push(...messages);
  }

  /** The run of messages has failed. `shown` are all messages on the page. */
  fail(messages: readonly Message[], shown: readonly Message[]): void {
    const failed = messages.filter((message) => this.#sent.includes(message));
    this.#sent = this.#sent.filter((message) => !messages.includes(message));
    const before = ({ id }: Message): string | undefined =>
      shown[shown.findIndex((each) => each.id === id) - 1]?.id;
    this.#failed.push(...failed.map((message) => ({ message, after: before(message) })));
  }

  /** Adds the messages to a snapshot of the state, and forgets those that it has. */
  addTo<Snapshot extends ChatSnapshot>(snapshot: Snapshot): Snapshot {
    const known = new Set(snapshot.messages.map(({ id }) => id));
    this.#sent = this.#sent.filter(({ id }) => !known.has(id));
    this.#failed = this.#failed.filter(({ message }) => !known.has(message.id));
    if (this.#sent.length + this.#failed.length === 0) return snapshot;
    const messages = [...snapshot.messages];
    for (const { message, after } of this.#failed) {
      const index = messages.findIndex(({ id }) => id === after);
      messages.splice(index === -1 ? messages.length : index + 1, 0, message);
    }
    return { ...snapshot, messages: [...messages, ...this.#sent] };
  }
}
