import type { AIMessageChunk, ContentBlock, MessageChunk } from "./types.js";

/** True for the message of a model, or a chunk of one. */
export function isModelMessage(message: MessageChunk): message is AIMessageChunk {
  return message.type === "ai" || message.type === "AIMessageChunk";
}

/** The text of a message or a chunk: its text blocks, joined. LangChain for Python also sends plain strings as blocks. */
export function textOf({ content }: MessageChunk): string {
  if (typeof content === "string") return content;
  const blocks: readonly (ContentBlock | string)[] = content ?? [];
  return blocks
    .map((block) => (typeof block === "string" ? block : block.type === "text" ? block.text : ""))
    .join("");
}
