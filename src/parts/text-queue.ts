import { isModelMessage } from "../messages/text.js";
import type { Entry, MessageChange } from "./conversation.js";

/** Orders the text of messages that stream at the same time: the text of a second message waits until the first is complete. */
export class TextQueue {
  #current: Entry | undefined;
  /** The text of the other messages, in the order of their first text. */
  readonly #waiting = new Map<Entry, string>();

  /** Takes a change of a message. Appends the text to deliver. */
  add({ entry, text }: MessageChange, texts: string[]): void {
    if (!isModelMessage(entry.builder.message)) return;
    if (text !== "") {
      this.#current ??= entry;
      if (this.#current === entry) texts.push(text);
      else this.#waiting.set(entry, (this.#waiting.get(entry) ?? "") + text);
    }
    if (this.#current?.builder.isDone === true) this.#advance(texts);
  }

  /** Moves on to the first message that is not complete. Appends the text of those before it, and its own. */
  #advance(texts: string[]): void {
    this.#current = undefined;
    for (const [entry, text] of this.#waiting) {
      this.#waiting.delete(entry);
      texts.push(text);
      if (entry.builder.isDone) continue;
      this.#current = entry;
      return;
    }
  }

  /** No text follows. */
  end(texts: string[]): void {
    texts.push(...this.#waiting.values());
    this.#waiting.clear();
  }
}
