import { isModelMessage } from "../messages/text.js";
import type { Entry, MessageChange } from "./conversation.js";

/** Orders the text of messages that stream at the same time: the text of a second message waits until the first is complete. */
export class TextQueue {
  #current: Entry | undefined;
  /** The text of the other messages, in the order of their first text. */
  readonly #waiting = new Map<Entry, string>();

  /** Takes a change of a message. Returns the text to deliver. */
  add({ entry, text }: MessageChange): string[] {
    if (!isModelMessage(entry.builder.message)) return [];
    if (text !== "") {
      this.#current ??= entry;
      if (this.#current !== entry) this.#waiting.set(entry, (this.#waiting.get(entry) ?? "") + text);
    }
    const own = this.#current === entry && text !== "" ? [text] : [];
    return this.#current?.builder.isDone === true ? [...own, ...this.#advance()] : own;
  }

  /** Moves on to the first message that is not complete. Returns the text of those before it, and its own. */
  #advance(): string[] {
    const texts: string[] = [];
    this.#current = undefined;
    for (const [entry, text] of this.#waiting) {
      this.#waiting.delete(entry);
      texts.push(text);
      if (entry.builder.isDone) continue;
      this.#current = entry;
      break;
    }
    return texts;
  }

  /** No text follows. */
  end(): string[] {
    const texts = [...this.#waiting.values()];
    this.#waiting.clear();
    return texts;
  }
}
