import type {
  AIMessage,
  AIMessageChunk,
  ContentBlock,
  Message,
  MessageChunk,
  MessageContent,
  MessageTupleMetadata,
  ToolCall,
  ToolCallChunk,
} from "./types.js";
import { isRecord } from "../checks.js";
import { isModelMessage } from "./text.js";

type Fields = Record<string, unknown>;

/** Fields that every chunk repeats: keep the last value instead of concatenating. */
const REPEATED: ReadonlySet<string> = new Set(["id", "type", "name", "index", "role"]);

/** Fields with a merge rule of their own. */
const SPECIAL: ReadonlySet<string> = new Set(["content", "tool_call_chunks", "usage_metadata"]);

/** Merges a field of a chunk: strings are concatenated, objects and lists merged, other values replaced. */
function mergeField(into: Fields, name: string, value: unknown): void {
  // Merging into `__proto__` would change all objects.
  if (value === null || name === "__proto__") return;
  const before = into[name];
  if (typeof before === "string" && typeof value === "string" && !REPEATED.has(name))
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

/** Merges list elements with the same `index`; appends those without one. */
function mergeByIndex<Part>(into: Part[], from: readonly Part[]): Part[] {
  for (const part of from) {
    const index = indexOf(part);
    const same = index === undefined ? undefined : into.find((other) => indexOf(other) === index);
    // Elements with an index are objects.
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
  // Plain text continues the last text block.
  last.text = (last.text ?? "") + right;
  return blocks;
}

/** The tool calls whose arguments are complete. */
function readCalls(chunks: readonly ToolCallChunk[]): ToolCall[] {
  return chunks.flatMap(({ name, args, id }) => {
    const text = args || "{}";
    // Parse only what may be complete: parsing after every chunk would take quadratic time.
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

/** Adds up token counts. */
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

/** Sets the tool calls of a message. Ignores `tool_calls` of chunks: they are rebuilt from `tool_call_chunks`. */
function withToolCalls(message: Fields, chunks: readonly ToolCallChunk[]): AIMessage {
  message["type"] = "ai";
  if (chunks.length > 0) {
    message["tool_call_chunks"] = chunks;
    message["tool_calls"] = readCalls(chunks);
    message["invalid_tool_calls"] = [];
  }
  // It was assembled from such messages.
  return message as unknown as AIMessage;
}

function begin({ tool_call_chunks: chunks, ...rest }: AIMessageChunk): AIMessage {
  return withToolCalls(rest, chunks ?? []);
}

/** Appends a chunk to a message. */
function append(message: AIMessageChunk, chunk: AIMessageChunk): AIMessage {
  // Both are JSON objects.
  const [into, from] = [message, chunk] as unknown as [Fields, Fields];
  for (const name of Object.keys(from)) {
    if (!SPECIAL.has(name)) mergeField(into, name, from[name]);
  }
  // Some providers omit empty content, or send `null`.
  message.content = mergeContent(message.content ?? "", chunk.content ?? "");
  const { tool_call_chunks: chunks, usage_metadata: usage } = chunk;
  if (usage) into["usage_metadata"] = addUsage(message.usage_metadata, usage);
  return withToolCalls(into, mergeByIndex(message.tool_call_chunks ?? [], chunks ?? []));
}

function put(before: Message | undefined, chunk: MessageChunk): Message {
  if (!isModelMessage(chunk)) return chunk;
  return before !== undefined && isModelMessage(before) ? append(before, chunk) : begin(chunk);
}

/** A deep copy. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isRecord(value)) return value;
  const copy = { ...value };
  for (const name of Object.keys(copy)) if (typeof copy[name] === "object") copy[name] = copyOf(copy[name]);
  return copy;
}

/**
 * Assembles messages from the chunks of the mode `messages-tuple`. Chunks belong together by message id, so that messages
 * that stream at the same time stay apart. Returned messages are copies: callers may change them.
 */
export class MessageBuilder {
  readonly #messages = new Map<string, Message>();

  /** Adds a chunk, which the builder keeps, and returns the message so far. A chunk without an id belongs to the message of its node. */
  add(chunk: MessageChunk, from: MessageTupleMetadata | undefined): Message {
    const key = chunk.id ?? `${from?.langgraph_checkpoint_ns} ${from?.langgraph_node}`;
    return this.#keep(key, put(this.#messages.get(key), chunk));
  }

  #keep(key: string, message: Message): Message {
    this.#messages.set(key, message);
    const given = copyOf(message) as Message;
    given.content ??= "";
    return given;
  }

  /** Takes the messages of a state, which are final. Returns those that differ from the assembled ones. */
  reconcile(state: unknown): Message[] {
    const messages = isRecord(state) && Array.isArray(state["messages"]) ? state["messages"] : [];
    const changed: Message[] = [];
    // `messages` of a state has this shape; the fields read here are checked.
    for (const message of messages.filter(isRecord) as unknown as Message[]) {
      const id = String(message.id);
      const before = this.#messages.get(id);
      if (before === undefined || JSON.stringify(before) === JSON.stringify(message)) continue;
      changed.push(this.#keep(id, copyOf(message) as Message));
    }
    return changed;
  }
}
