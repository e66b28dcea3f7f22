import type { Message, MessageChunk } from "../messages/types.js";

type Block = { type: string; [field: string]: unknown };

/** A chunk of a content block. */
interface Piece {
  /** Identifies the block within its message. */
  key: string;
  /** The block without its content. */
  start: Block;
  delta: Block | undefined;
}

/** Numbers the content blocks of one message, in the order in which they begin. */
export class MessageBlocks {
  readonly #keys: string[] = [];

  /** The events of the thread protocol for a chunk. */
  read(chunk: MessageChunk): object[] {
    return piecesOf(chunk).flatMap(({ key, start, delta }) => {
      const known = this.#keys.indexOf(key);
      const index = known >= 0 ? known : this.#keys.push(key) - 1;
      const begin = known >= 0 ? [] : [{ event: "content-block-start", index, content: start }];
      return delta === undefined ? begin : [...begin, { event: "content-block-delta", index, delta }];
    });
  }

  /** The events at the end of the message. */
  end(message: Message): object[] {
    return this.#keys.map((key, index) => ({
      event: "content-block-finish",
      index,
      content: wholeBlock(key, message),
    }));
  }
}

function piecesOf(chunk: MessageChunk): Piece[] {
  const { content } = chunk;
  const blocks = typeof content === "string" ? (content ? [{ type: "text", text: content }] : []) : content;
  const pieces = blocks.map((block: Block, at): Piece => {
    const key = typeof content === "string" ? "text" : `block:${String(block["index"] ?? at)}`;
    const { type } = block;
    if (type !== "text" && type !== "reasoning") return { key, start: block, delta: undefined };
    return { key, start: { type, [type]: "" }, delta: { type: `${type}-delta`, [type]: block[type] } };
  });
  const calls = "tool_call_chunks" in chunk ? (chunk.tool_call_chunks ?? []) : [];
  return [
    ...pieces,
    ...calls.map(({ id, name, args, index = 0 }) => ({
      key: `call:${String(index)}`,
      start: { type: "tool_call_chunk", id, name, args: "", index },
      delta: { type: "tool-call-delta", args: args ?? "" },
    })),
  ];
}

function wholeBlock(key: string, message: Message): Block | undefined {
  const [kind, index] = key.split(":");
  const { content } = message;
  if (kind === "call") {
    const call = message.type === "ai" ? message.tool_calls?.[Number(index)] : undefined;
    return { ...call, type: "tool_call" };
  }
  if (typeof content === "string") return { type: "text", text: content };
  return content.find((block: Block, at) => String(block["index"] ?? at) === index);
}
