import { isRecord } from "../checks.js";
import type { AIMessageChunk, ContentBlock, MessageChunk } from "./types.js";

/** True for the message of a model, or a chunk of one. */
export function isModelMessage(message: { type: string }): message is AIMessageChunk {
  return message.type === "ai" || message.type === "AIMessageChunk";
}

/** Get the text of a message: its text blocks, joined. LangChain for Python also sends plain strings as blocks. */
export function textOf({ content }: Pick<MessageChunk, "content">): string {
  if (typeof content === "string") return content;
  const blocks: readonly (ContentBlock | string)[] = content ?? [];
  return blocks
    .map((block) => (typeof block === "string" ? block : block.type === "text" ? (block.text ?? "") : ""))
    .join("");
}

/** The reasoning in a message or a chunk: blocks, or a field of `additional_kwargs`, by provider. */
export function reasoningOf({ content, additional_kwargs: more }: MessageChunk): string {
  if (typeof content !== "string" && content) {
    const text = content.map(blockReasoning).join("");
    if (text !== "") return text;
  }
  const field = more?.["reasoning_content"] ?? more?.["reasoning"];
  return typeof field === "string" ? field : isRecord(field) ? summaryOf(field) : "";
}

function blockReasoning(block: ContentBlock): string {
  if (block.type === "thinking") return block.thinking ?? "";
  if (block.type !== "reasoning") return "";
  return typeof block.reasoning === "string" ? block.reasoning : summaryOf(block);
}

/** OpenAI sends a summary, as a list of texts. */
function summaryOf({ summary }: Record<string, unknown>): string {
  if (!Array.isArray(summary)) return "";
  return summary
    .map((item) => (isRecord(item) && typeof item["text"] === "string" ? item["text"] : ""))
    .join("");
}

/** A text that arrives in chunks. A chunk can end between the halves of a character. */
export class TextChunks {
  #half = "";

  /** Appends a chunk. Returns what is complete: the first half of a character waits for the second. */
  add(chunk: string): string {
    const text = this.#half + chunk;
    this.#half = halfOf(text);
    return this.#half === "" ? text : text.slice(0, -1);
  }

  /** True if the text ends with the first half of a character. */
  get endsInHalf(): boolean {
    return this.#half !== "";
  }

  /** No chunk follows. Returns a replacement character for half a one. */
  end(): string {
    const half = this.#half;
    this.#half = "";
    return half === "" ? "" : "\ufffd";
  }
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
