import type { AnyThreadEvent } from "../../../src/protocol.js";
import { messageReader, textReader } from "../../../src/parts/readers.js";
import { threadPartReader, threadReader } from "../../../src/parts/thread-reader.js";
import type { Part } from "../../../src/parts/types.js";

/** An event as the Python server sends it. */
export const on = (event: string, data: unknown, namespace: string[] = []): AnyThreadEvent => ({
  id: "1795929368312-0",
  event,
  namespace,
  node: undefined,
  time: 0,
  data,
});

/** An event as the JS server sends it. */
export const onJs = (...event: Parameters<typeof on>): AnyThreadEvent => ({ ...on(...event), id: "7" });

export const messages = (data: object, namespace: string[] = []) => on("messages", data, namespace);
export const start = (id: string, more: object = {}) =>
  messages({ event: "message-start", role: "ai", id, ...more });
export const finish = (more: object = {}) => messages({ event: "message-finish", ...more });
export const begin = (index: number, content: object = { type: "text", text: "" }) =>
  messages({ event: "content-block-start", index, content });
export const grow = (index: number, delta: string | object) =>
  messages({
    event: "content-block-delta",
    index,
    delta: typeof delta === "string" ? { type: "text-delta", text: delta } : delta,
  });
export const whole = (index: number, content: string | object) =>
  messages({
    event: "content-block-finish",
    index,
    content: typeof content === "string" ? { type: "text", text: content } : content,
  });
export const args = (text: string) => ({ type: "tool-call-delta", args: text });
export const state = (list: readonly object[], namespace: string[] = []) =>
  on("values", { messages: list }, namespace);
export const life = (event: string, namespace: string[] = [], more: object = {}) =>
  on("lifecycle", { event, ...more }, namespace);

/** All parts of some events, to the end of the run. */
export function partsOf(events: readonly AnyThreadEvent[]): Part[] {
  const reader = threadPartReader();
  return [...events.flatMap((event) => reader.add(event)), ...reader.end()];
}

/** The items of `text()`. */
export function textsOf(events: readonly AnyThreadEvent[]): string[] {
  const reader = threadReader(textReader({}));
  return [...events.flatMap((event) => reader.add(event)), ...reader.end()];
}

/** The items of `messages()`. */
export function messagesOf(events: readonly AnyThreadEvent[]) {
  const reader = threadReader(messageReader({}));
  return [...events.flatMap((event) => reader.add(event)), ...reader.end()];
}

/** The new text of each event: the last letters of the message's id, and the text; `!` marks its end. */
export function grownBy(events: readonly AnyThreadEvent[]): string[] {
  const reader = threadPartReader();
  return events.map((event) =>
    reader
      .add(event)
      .flatMap((part) => {
        if (part.type !== "message") return [];
        const text = part.text + (part.done ? "!" : "");
        return text === "" ? [] : [`${part.message.id}:${text}`];
      })
      .join(" "),
  );
}
