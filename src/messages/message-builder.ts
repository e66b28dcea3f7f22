import type {
  AIMessage,
  AIMessageChunk,
  ContentBlock,
  Message,
  MessageChunk,
  MessageContent,
  ToolCall,
  ToolCallChunk,
} from "./types.js";
import { isRecord } from "../record.js";
import type { MessageTupleMetadata } from "../streaming/events.js";

type Fields = Record<string, unknown>;

/** Fields that say what a thing is: pieces repeat them, they do not go on with them. */
const NAMES: ReadonlySet<string> = new Set(["id", "type", "name", "index", "role"]);

/** Fields of a message that are put together in ways of their own. */
const OWN: ReadonlySet<string> = new Set(["content", "tool_call_chunks", "usage_metadata"]);

/** A piece's field after that of the pieces before it: texts are continued, objects merged, numbers replaced. */
function mergeField(into: Fields, name: string, value: unknown): void {
  // The prototype of all objects is no field to merge into.
  if (value === null || name === "__proto__") return;
  const before = into[name];
  if (typeof before === "string" && typeof value === "string" && !NAMES.has(name))
    into[name] = before + value;
  else if (isRecord(before) && isRecord(value)) mergeFields(before, value);
  else if (Array.isArray(before) && Array.isArray(value)) mergeByIndex(before, value);
  else if (value !== "" || before === undefined) into[name] = value;
}

function mergeFields(into: Fields, from: Fields): void {
  for (const name of Object.keys(from)) mergeField(into, name, from[name]);
}

function indexOf(part: unknown): unknown {
  return isRecord(part) ? (part["index"] ?? undefined) : undefined;
}

/** Parts with the same `index` are one; those without are parts of their own. */
function mergeByIndex<Part>(into: Part[], from: readonly Part[]): Part[] {
  for (const part of from) {
    const index = indexOf(part);
    const same = index === undefined ? undefined : into.find((other) => indexOf(other) === index);
    // Parts with an index are objects.
    if (same === undefined) into.push(part);
    else mergeFields(same as Fields, part as Fields);
  }
  return into;
}

function toBlocks(content: MessageContent): ContentBlock[] {
  if (typeof content !== "string") return content;
  return content === "" ? [] : [{ type: "text", text: content }];
}

function mergeContent(left: MessageContent, right: MessageContent): MessageContent {
  if (typeof left === "string" && typeof right === "string") return left + right;
  const blocks = toBlocks(left);
  const last = blocks.at(-1);
  if (typeof right !== "string" || last?.type !== "text") return mergeByIndex(blocks, toBlocks(right));
  // A text goes on in the last block, if that is one.
  last.text = (last.text ?? "") + right;
  return blocks;
}

/** The calls whose arguments are there as a whole. */
function readCalls(chunks: readonly ToolCallChunk[]): ToolCall[] {
  return chunks.flatMap(({ name, args, id }) => {
    const text = args || "{}";
    // To find out by parsing, piece by piece, takes the square of the time.
    if (!text.trimEnd().endsWith("}")) return [];
    try {
      const value: unknown = JSON.parse(text);
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

/** The message, with a piece more. */
function append(message: AIMessageChunk, piece: AIMessageChunk): AIMessage {
  // Both are objects of JSON, whatever they mean.
  const [into, from] = [message, piece] as unknown as [Fields, Fields];
  for (const name of Object.keys(from)) {
    if (!OWN.has(name)) mergeField(into, name, from[name]);
  }
  // Some providers leave a content out that is empty, or send `null`.
  message.content = mergeContent(message.content ?? "", piece.content ?? "");
  const { tool_call_chunks: chunks, usage_metadata: usage } = piece;
  if (usage) into["usage_metadata"] = addUsage(message.usage_metadata, usage);
  return complete(into, mergeByIndex(message.tool_call_chunks ?? [], chunks ?? []));
}

function put(before: Message | undefined, piece: MessageChunk): Message {
  if (!isModels(piece)) return piece;
  return before !== undefined && isModels(before) ? append(before, piece) : begin(piece);
}

/** A value that shares nothing with this one but its texts: only they grow, and nobody can change them. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isRecord(value)) return value;
  const copy = { ...value };
  for (const name of Object.keys(copy)) if (typeof copy[name] === "object") copy[name] = copyOf(copy[name]);
  return copy;
}

/**
 * Puts messages together from the pieces of the mode `messages-tuple`: by their ids, so that messages that are written at
 * the same time stay apart, and never by comparing texts, which may repeat. What it puts together is its own, and what it
 * gives is the caller's.
 */
export class MessageBuilder {
  readonly #messages = new Map<string, Message>();

  /** A piece of a message, which is kept; gives the message so far. One without an id is known by where it comes from. */
  add(piece: MessageChunk, from: MessageTupleMetadata | undefined): Message {
    const key = piece.id ?? `${from?.langgraph_checkpoint_ns} ${from?.langgraph_node}`;
    return this.#keep(key, put(this.#messages.get(key), piece));
  }

  #keep(key: string, message: Message): Message {
    this.#messages.set(key, message);
    const given = copyOf(message) as Message;
    given.content ??= "";
    return given;
  }

  /** A state's messages, which are final: gives those that were put together and turn out different. */
  reconcile(state: unknown): Message[] {
    const messages = isRecord(state) && Array.isArray(state["messages"]) ? state["messages"] : [];
    const changed: Message[] = [];
    // What is called messages in a state has their shape: it is checked as far as it is used.
    for (const message of messages.filter(isRecord) as unknown as Message[]) {
      const id = String(message.id);
      const before = this.#messages.get(id);
      if (before === undefined || JSON.stringify(before) === JSON.stringify(message)) continue;
      changed.push(this.#keep(id, copyOf(message) as Message));
    }
    return changed;
  }
}

/** The text of a message or of a piece of one: of its blocks, those of text. LangChain for Python lets some be a text alone. */
export function textOf({ content }: MessageChunk): string {
  if (typeof content === "string") return content;
  const blocks: readonly (ContentBlock | string)[] = content ?? [];
  return blocks
    .map((block) => (typeof block === "string" ? block : block.type === "text" ? block.text : ""))
    .join("");
}
