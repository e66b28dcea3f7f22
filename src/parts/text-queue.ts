import { isModelMessage } from "../messages/text.js";
import type { MessageChange } from "./conversation.js";
import type { Entry } from "./entry.js";

/** The text of a message that waits for another one. */
interface Waiting {
  text: string;
  isDone: boolean;
}

/** Orders the text of messages that stream at the same time: the text of a second message waits until the first is complete. */
export class TextQueue {
  #current: Entry | undefined;
  /** The other messages with text, in the order of their first text. */
  readonly #waiting = new Map<Entry, Waiting>();

  /** Takes a change of a message. Appends the text to deliver. */
  add({ entry, text }: MessageChange, texts: string[]): void {
    const { builder } = entry;
    if (!isModelMessage(builder.message)) return;
    if (text !== "") this.#current ??= entry;
    if (this.#current !== entry) return this.#wait(entry, text);
    if (text !== "") texts.push(text);
    if (builder.isDone) this.#advance(texts);
  }

  #wait(entry: Entry, text: string): void {
    const { isDone } = entry.builder;
    const waiting = this.#waiting.get(entry);
    if (waiting === undefined) {
      if (text !== "") this.#waiting.set(entry, { text, isDone });
      return;
    }
    waiting.text += text;
    waiting.isDone = isDone;
  }

  /** Moves on to the first message that is not complete. Appends the text of those before it, and its own. */
  #advance(texts: string[]): void {
    this.#current = undefined;
    for (const [entry, { text, isDone }] of this.#waiting) {
      this.#waiting.delete(entry);
      texts.push(text);
      if (isDone) continue;
      this.#current = entry;
      return;
    }
  }

  /** No text follows. */
  end(texts: string[]): void {
    for (const { text } of this.#waiting.values()) texts.push(text);
    this.#waiting.clear();
  }
}
