import { isRecord } from "../checks.js";
import { listOf } from "./merge.js";
import type { AIMessageChunk, ContentBlock, MessageChunk } from "./types.js";

/** True for the message of a model, or a chunk of one. */
export function isModelMessage(message: { type: string }): message is AIMessageChunk {
  return message.type === "ai" || message.type === "AIMessageChunk";
}

/** Get the text of a message: its text blocks, joined. LangChain for Python also sends plain strings as blocks. */
export function textOf({ content }: Pick<MessageChunk, "content">): string {
  if (typeof content === "string") return content;
  // Some providers send other content than the types have.
  const blocks: readonly unknown[] = Array.isArray(content) ? content : [];
  // A loop: `map` and `join` would take longer than the rest of a chunk with one block.
  let text = "";
  for (const block of blocks) text += typeof block === "string" ? block : blockText(block);
  return text;
}

/** Get the content of a message as blocks of all types; text alone is one block. */
export function blocksOf({ content }: Pick<MessageChunk, "content">): ContentBlock[] {
  return listOf(content);
}

function blockText(block: unknown): string {
  return isRecord(block) && block["type"] === "text" ? stringOf(block["text"]) : "";
}

function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The reasoning in a message or a chunk: blocks, or a field of `additional_kwargs`, by provider. */
export function reasoningOf({ content, additional_kwargs: more }: MessageChunk): string {
  if (Array.isArray(content)) {
    let text = "";
    for (const block of content) text += blockReasoning(block);
    if (text !== "") return text;
  }
  const field = more?.["reasoning_content"] ?? more?.["reasoning"];
  return typeof field === "string" ? field : isRecord(field) ? summaryOf(field) : "";
}

function blockReasoning(block: unknown): string {
  if (!isRecord(block)) return "";
  const { type, thinking, reasoning } = block;
  // Mistral sends a list of text blocks.
  if (type === "thinking")
    return Array.isArray(thinking) ? thinking.map(blockText).join("") : stringOf(thinking);
  if (type === "reasoning") return typeof reasoning === "string" ? reasoning : summaryOf(block);
  if (type !== "reasoning_content") return "";
  // Bedrock, in Python and in JavaScript.
  const inner = block["reasoning_content"] ?? block["reasoningText"];
  return isRecord(inner) ? stringOf(inner["text"]) : "";
}

/** OpenAI sends a summary, as a list of texts. */
function summaryOf({ summary }: Record<string, unknown>): string {
  if (!Array.isArray(summary)) return "";
  return summary.map((item) => (isRecord(item) ? stringOf(item["text"]) : "")).join("");
}

/** A text that arrives in chunks. A chunk can end between the halves of a character. */
export class TextChunks {
  #half = "";

  /** Appends a chunk. Returns what is complete: the first half of a character waits for the second. */
  add(chunk: string): string {
    if (chunk === "") return "";
    const isSecond = isSecondHalf(chunk.charCodeAt(0));
    // A half without the other one is replaced, as a decoder of UTF-8 does.
    const whole =
      isSecond === (this.#half !== "") ? this.#half + chunk : isSecond ? LOST + chunk.slice(1) : LOST + chunk;
    this.#half = halfOf(chunk);
    return this.#half === "" ? whole : whole.slice(0, -1);
  }

  /** True if the text ends with the first half of a character. */
  get endsInHalf(): boolean {
    return this.#half !== "";
  }

  /** No chunk follows. Returns a replacement character for half a one. */
  end(): string {
    const half = this.#half;
    this.#half = "";
    return half === "" ? "" : LOST;
  }
}

/**
 * Makes one string of a text that grew in pieces. V8 keeps the pieces until the text is read: collecting those of many
 * messages would take 6 % of the time of `text()`.
 */
export function joinPieces(text: unknown): void {
  if (typeof text === "string") text.charCodeAt(0);
}

/** The replacement character. */
const LOST = "\ufffd";

function isSecondHalf(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The first half of a character at the end of a text; empty if the text ends with a whole one. */
export function halfOf(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(-1) : "";
}

/** Removes the first half of a character from the end of a text. */
export function withoutHalf(text: string): string {
  return halfOf(text) === "" ? text : text.slice(0, -1);
}
