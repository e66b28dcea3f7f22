import type {
  AIMessage,
  AIMessageChunk,
  ContentBlock,
  Message,
  MessageChunk,
  MessageContent,
  ToolCall,
  ToolCallChunk,
} from "../messages.js";
import { isRecord } from "../record.js";
import type { MessageTupleMetadata } from "./events.js";

type Fields = Record<string, unknown>;

/** Fields that say what a thing is: pieces repeat them, they do not go on with them. */
const NAMES: ReadonlySet<string> = new Set(["id", "type", "name", "index", "role"]);

/** Fields of a message that are put together in ways of their own. */
const OWN: ReadonlySet<string> = new Set(["content", "tool_call_chunks", "usage_metadata"]);

/** A piece's field after that of the pieces before it: texts are continued, objects merged, numbers replaced. */
function mergeField(into: Fields, name: string, value: unknown): void {
  const before = into[name];
  if (value === null || value === undefined) return;
  if (typeof before === "string" && typeof value === "string" && !NAMES.has(name))
    into[name] = before + value;
  else if (isRecord(before) && isRecord(value)) into[name] = mergeFields(before, value);
  else if (Array.isArray(before) && Array.isArray(value)) into[name] = mergeByIndex(before, value);
  else if (value !== "" || before === undefined) into[name] = value;
}

function mergeFields(left: Fields, right: Fields): Fields {
  const merged = { ...left };
  for (const name of Object.keys(right)) mergeField(merged, name, right[name]);
  return merged;
}

function indexOf(part: unknown): unknown {
  return isRecord(part) ? (part["index"] ?? undefined) : undefined;
}

/** Parts with the same `index` are one; those without are parts of their own. */
function mergeByIndex<Part>(left: readonly Part[], right: readonly Part[]): Part[] {
  const merged = [...left];
  for (const part of right) {
    const index = indexOf(part);
    const at = index === undefined ? -1 : merged.findIndex((other) => indexOf(other) === index);
    // Parts with an index are objects.
    if (at === -1) merged.push(part);
    else merged[at] = mergeFields(merged[at] as Fields, part as Fields) as Part;
  }
  return merged;
}

function toBlocks(content: MessageContent): ContentBlock[] {
  if (typeof content !== "string") return content;
  return content === "" ? [] : [{ type: "text", text: content }];
}

function mergeContent(left: MessageContent, right: MessageContent): MessageContent {
  if (typeof left === "string" && typeof right === "string") return left + right;
  if (typeof right === "string") {
    // A text goes on in the last block, if that is one.
    const blocks = toBlocks(left);
    const last = blocks.at(-1);
    if (right === "" || last?.type !== "text") return [...blocks, ...toBlocks(right)];
    return [...blocks.slice(0, -1), { ...last, text: (last.text ?? "") + right }];
  }
  return mergeByIndex(toBlocks(left), right);
}

/** The calls whose arguments are there as a whole. */
function readCalls(chunks: readonly ToolCallChunk[]): ToolCall[] {
  return chunks.flatMap(({ name, args, id }) => {
    try {
      const value: unknown = JSON.parse(args || "{}");
      return name && isRecord(value)
        ? [{ name, args: value, id: id ?? null, type: "tool_call" as const }]
        : [];
    } catch {
      return [];
    }
  });
}

/** Numbers of tokens add up. */
function addUsage(left: unknown, right: unknown): unknown {
  if (!isRecord(left) || !isRecord(right)) return right ?? left;
  const sum = { ...left };
  for (const [name, value] of Object.entries(right)) {
    const before = sum[name];
    sum[name] =
      typeof before === "number" && typeof value === "number" ? before + value : addUsage(before, value);
  }
  return sum;
}

/** Whether a message, or a piece of one, is a model's. */
export function isModels(message: MessageChunk): message is AIMessageChunk {
  return message.type === "ai" || message.type === "AIMessageChunk";
}

/** A model's message, with the calls that are there as a whole: what a piece says of calls is read off itself alone. */
function complete(message: Fields, chunks: readonly ToolCallChunk[]): AIMessage {
  message["type"] = "ai";
  if (chunks.length > 0) {
    message["tool_call_chunks"] = chunks;
    message["tool_calls"] = readCalls(chunks);
    message["invalid_tool_calls"] = [];
  }
  // It was made of such messages.
  return message as unknown as AIMessage;
}

function begin({ tool_call_chunks: chunks, ...rest }: AIMessageChunk): AIMessage {
  return complete(rest, chunks ?? []);
}

/** The message with a piece more. It is copied once: what was given away before stays as it was. */
function append(left: AIMessageChunk, right: AIMessageChunk): AIMessage {
  const message: Fields = { ...left };
  for (const [name, value] of Object.entries(right)) {
    if (!OWN.has(name)) mergeField(message, name, value);
  }
  message["content"] = mergeContent(left.content, right.content);
  const { tool_call_chunks: chunks, usage_metadata: usage } = right;
  if (usage) message["usage_metadata"] = addUsage(left.usage_metadata, usage);
  return complete(message, mergeByIndex(left.tool_call_chunks ?? [], chunks ?? []));
}

function put(before: Message | undefined, piece: MessageChunk): Message {
  if (!isModels(piece)) return piece;
  return before !== undefined && isModels(before) ? append(before, piece) : begin(piece);
}

/**
 * Puts messages together from the pieces of the mode `messages-tuple`: by their ids, so that messages that are written at
 * the same time stay apart, and never by comparing texts, which may repeat.
 */
export class MessageBuilder {
  readonly #messages = new Map<string, Message>();

  /** A piece of a message; gives the message so far. One without an id is known by where it comes from. */
  add(piece: MessageChunk, from: MessageTupleMetadata | undefined): Message {
    const key = piece.id ?? `${from?.langgraph_checkpoint_ns} ${from?.langgraph_node}`;
    const message = put(this.#messages.get(key), piece);
    this.#messages.set(key, message);
    return message;
  }

  /** A state's messages, which are final: gives those that were put together and turn out different. */
  reconcile(state: unknown): Message[] {
    const messages = isRecord(state) && Array.isArray(state["messages"]) ? state["messages"] : [];
    const changed: Message[] = [];
    // What is called messages in a state has their shape: it is checked as far as it is used.
    for (const message of messages.filter(isRecord) as unknown as Message[]) {
      const before = typeof message.id === "string" ? this.#messages.get(message.id) : undefined;
      if (before === undefined || JSON.stringify(before) === JSON.stringify(message)) continue;
      this.#messages.set(String(message.id), message);
      changed.push(message);
    }
    return changed;
  }
}

/** The text of a message or of a piece of one: of its blocks, those of text. */
export function textOf({ content }: { content: MessageContent }): string {
  if (typeof content === "string") return content;
  return content.map((block) => (block.type === "text" ? (block.text ?? "") : "")).join("");
}
