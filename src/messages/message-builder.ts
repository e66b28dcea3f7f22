import { isRecord } from "../checks.js";
import { addAll, addDifferent, copyOf, keepLast, mergeContent, mergeField, mergeFields } from "./merge.js";
import type { Add, Fields } from "./merge.js";
import { TextChunks, isModelMessage, joinPieces, reasoningOf, textOf, withoutHalf } from "./text.js";
import { ToolCalls } from "./tool-calls.js";
import type { GrowingCall } from "./tool-calls.js";
import type { AIMessageChunk, MessageChunk, MessageContent, StreamedMessage } from "./types.js";

/** Fields of a chunk with a merge rule of their own. */
const SPECIAL: ReadonlySet<string> = new Set([
  "id",
  "type",
  "content",
  "tool_call_chunks",
  "chunk_position",
  "usage_metadata",
  "response_metadata",
  "additional_kwargs",
]);

/** The key of the whole content behind a chunk, which replaces the assembled one. Only the stream of a thread has it. */
export const CONTENT = Symbol("content");

/** A chunk that may have the whole content. */
interface WithContent {
  [CONTENT]?: MessageContent | undefined;
}

/** The additions of a chunk to a message. */
export interface Added {
  text: string;
  reasoning: string;
  /** The calls that the chunk continued. */
  calls: readonly GrowingCall[];
}

/** The additions of no chunk. */
export const NOTHING: Added = { text: "", reasoning: "", calls: [] };

/** Assembles one message from its chunks. */
export class MessageBuilder {
  #message: Fields;
  #calls: ToolCalls | undefined;
  readonly #text = new TextChunks();
  readonly #reasoning = new TextChunks();
  #isDone = false;

  constructor(id: string) {
    this.#message = { id };
  }

  /** The id of the message, which its first chunk decides, or the thread's state. */
  get id(): string {
    return String(this.#message["id"]);
  }

  /** The message so far. It is changed by the next chunk: callers get a {@link copy}. */
  get message(): StreamedMessage {
    // It was assembled from such messages.
    return this.#message as unknown as StreamedMessage;
  }

  /** The tool calls that arrived in chunks. */
  get calls(): readonly GrowingCall[] {
    return this.#calls?.all ?? [];
  }

  /** True once no chunk is expected. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Adds a chunk, which remains the caller's. */
  add(chunk: MessageChunk): Added {
    this.#isDone = false;
    if (isModelMessage(this.message) && isModelMessage(chunk)) this.#append(chunk);
    else this.#begin(chunk);
    const calls = isModelMessage(chunk) ? this.#addCalls(chunk) : NOTHING.calls;
    return { text: this.#text.add(textOf(chunk)), reasoning: this.#reasoning.add(reasoningOf(chunk)), calls };
  }

  #begin(chunk: MessageChunk): void {
    this.#message = {
      ...copyOf(withoutChunkFields(chunk)),
      id: this.id,
      type: isModelMessage(chunk) ? "ai" : chunk.type,
    };
    this.#message["content"] ??= "";
    this.#calls = undefined;
    if (isModelMessage(chunk) && hasCallChunks(chunk)) this.#dropWholeCalls();
  }

  #append(chunk: AIMessageChunk & WithContent): void {
    const into = this.#message;
    // Both are JSON objects.
    const from = chunk as unknown as Fields;
    const hasChunks = hasCallChunks(chunk);
    for (const name of Object.keys(from)) {
      if (SPECIAL.has(name)) continue;
      if (!CALLS.has(name)) mergeField(into, name, from[name], keepLast);
      else if (!hasChunks && this.#calls === undefined) into[name] = withCalls(into[name], from[name]);
    }
    const add = chunk.type === "ai" ? addAll : addDifferent;
    this.#mergeObject("response_metadata", chunk.response_metadata, add);
    this.#mergeObject("additional_kwargs", chunk.additional_kwargs, add);
    this.#mergeObject("usage_metadata", chunk.usage_metadata, addAll);
    // Some providers omit empty content, or send `null`.
    into["content"] = chunk[CONTENT] ?? mergeContent(this.message.content, chunk.content ?? "");
  }

  #mergeObject(name: string, value: unknown, add: Add): void {
    if (!isRecord(value)) return;
    const before = this.#message[name];
    if (isRecord(before)) mergeFields(before, value, add);
    else this.#message[name] = copyOf(value);
  }

  /** The calls are made of chunks. Python's server also sends each chunk as if it were a call of its own. */
  #dropWholeCalls(): void {
    for (const name of CALLS) if (name in this.#message) this.#message[name] = [];
  }

  #addCalls({ tool_call_chunks: chunks }: AIMessageChunk): readonly GrowingCall[] {
    if (!Array.isArray(chunks) || (chunks.length === 0 && this.#calls === undefined)) return NOTHING.calls;
    this.#calls ??= new ToolCalls();
    return this.#calls.add(chunks);
  }

  /** No chunk is expected. Returns the rest of the text, and the calls that were not complete; nothing if it ended before. */
  end(): Added {
    if (this.#isDone) return NOTHING;
    this.#isDone = true;
    joinPieces(this.#message["content"]);
    const calls = this.calls.filter(({ args }) => args === undefined);
    this.#calls?.end();
    return { text: this.#text.end(), reasoning: this.#reasoning.end(), calls };
  }

  /** Takes the message of the thread's state in place of the assembled one. */
  replace(message: StreamedMessage): void {
    const whole = copyOf(withoutChunkFields(message));
    const { response_metadata: metadata, additional_kwargs: more, ...fields } = whole;
    // The state concatenates strings that each chunk repeats: keep those of the stream.
    const { response_metadata = {}, additional_kwargs = {} } = this.message;
    this.#message = {
      ...fields,
      type: isModelMessage(message) ? "ai" : fields.type,
      ...(metadata && { response_metadata: { ...metadata, ...response_metadata } }),
      ...(more && { additional_kwargs: { ...more, ...additional_kwargs } }),
    };
    this.#calls = undefined;
  }

  /** Takes the id of the thread's state, and the fields that only the state has, such as token counts. */
  adopt(message: StreamedMessage): void {
    for (const [name, value] of Object.entries(withoutChunkFields(message))) {
      this.#message[name] ??= copyOf(value);
    }
    this.#message["id"] = message.id;
  }

  /** A copy of the message so far, without half a character at its end. */
  copy(): StreamedMessage {
    const copy = copyOf(this.message);
    if (this.#calls !== undefined && isModelMessage(copy)) {
      copy.tool_calls = this.#calls.complete();
      copy.invalid_tool_calls = this.#calls.invalid();
    }
    if (this.#text.endsInHalf || this.#reasoning.endsInHalf) trimContent(copy);
    return copy;
  }
}

/** The fields that a whole message has. */
function withoutChunkFields(chunk: MessageChunk) {
  // Other messages than those of models lack both fields.
  const { tool_call_chunks: _, chunk_position: __, ...fields } = chunk as AIMessageChunk;
  return fields;
}

/** Fields with the calls that arrived as a whole. */
const CALLS: ReadonlySet<string> = new Set(["tool_calls", "invalid_tool_calls"]);

function hasCallChunks({ tool_call_chunks: chunks }: AIMessageChunk): boolean {
  return Array.isArray(chunks) && chunks.length > 0;
}

/** Appends whole calls. A call that arrives once more replaces the earlier one. */
function withCalls(before: unknown, added: unknown): unknown {
  if (!Array.isArray(before) || !Array.isArray(added)) return copyOf(added ?? before);
  if (added.length === 0) return before;
  const isRepeated = (call: unknown): boolean => added.some((other) => isSameCall(call, other));
  return [...before.filter((call) => !isRepeated(call)), ...copyOf(added)];
}

function isSameCall(left: unknown, right: unknown): boolean {
  if (!isRecord(left) || !isRecord(right) || !left["id"]) return false;
  return left["id"] === right["id"] && left["name"] === right["name"];
}

/** Text fields of blocks that a reader shows while they grow. */
const SHOWN = ["text", "reasoning", "thinking"];

function trimContent(message: StreamedMessage): void {
  if (typeof message.content === "string") message.content = withoutHalf(message.content);
  else for (const block of message.content) trimBlock(block);
}

/** LangChain for Python also sends plain strings as blocks. */
function trimBlock(block: unknown): void {
  if (!isRecord(block)) return;
  for (const name of SHOWN) {
    const text = block[name];
    if (typeof text === "string") block[name] = withoutHalf(text);
  }
}
