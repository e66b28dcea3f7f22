import { isRecord } from "../checks.js";
import type { Fields } from "../messages/merge.js";
import type { MessageBlock } from "../protocol.js";
import { HeldChunks } from "./held-chunks.js";
import { endOf, grown } from "./thread-message.js";
import type { OpenBlock, ThreadChunk, ThreadMessage } from "./thread-message.js";

/** A block that an event may belong to. */
interface Candidate {
  message: ThreadMessage;
  index: number;
  block: OpenBlock;
}

/** The field that a delta appends to, by its type. The results of tools on the Python server have a block as a delta. */
const FIELDS: Record<string, string> = {
  text: "text",
  "text-delta": "text",
  "reasoning-delta": "reasoning",
  "data-delta": "data",
  "tool-call-delta": "args",
};

/**
 * The messages of one graph that stream at the same time. The Python server sends no id with their chunks: a chunk is
 * delivered if it can belong to one message only. Others are held until blocks finish, which arrive as a whole.
 */
export class OpenMessages {
  #open: ThreadMessage[] = [];
  /** The held chunks, by the index and the field that they continue. */
  readonly #held = new Map<string, HeldChunks>();
  /** The block whose start was the last event. */
  #started: OpenBlock | undefined;

  get isEmpty(): boolean {
    return this.#open.length === 0;
  }

  /** A message starts. */
  add(message: ThreadMessage): void {
    this.#started = undefined;
    this.#open.push(message);
  }

  /** Drops the messages whose end was not sent. */
  drop(isEnded: (message: ThreadMessage) => boolean): void {
    this.#open = this.#open.filter((message) => !isEnded(message));
  }

  /** Takes an event about a message that has started. Returns `undefined` for an event of an unknown kind. */
  read(data: Fields): ThreadChunk[] | undefined {
    const { event, index, content, delta } = data;
    const started = this.#started;
    this.#started = undefined;
    // The end of the message repeats the token counts.
    if (event === "usage") return [];
    if (event === "message-finish") return this.#end(data);
    if (typeof index !== "number") return undefined;
    if (event === "content-block-delta") return this.#readDelta(index, delta ?? content, started);
    if (!isBlock(content)) return undefined;
    if (event === "content-block-start") return this.#start(index, content);
    return event === "content-block-finish" ? this.#finish(index, content) : undefined;
  }

  #readDelta(index: number, delta: unknown, started: OpenBlock | undefined): ThreadChunk[] | undefined {
    if (!isRecord(delta)) return undefined;
    const { type, fields } = delta;
    if (type === "block-delta") return isRecord(fields) ? this.#change(index, fields) : undefined;
    const field = FIELDS[String(type)] ?? "";
    const chunk = delta[field];
    return typeof chunk === "string" ? this.#grow(index, field, chunk, started) : undefined;
  }

  #start(index: number, content: MessageBlock): ThreadChunk[] {
    const lacking = this.#open.filter(({ blocks }) => blocks.get(index)?.isCertain !== true);
    if (lacking.length > 1) {
      for (const { blocks } of lacking) if (!blocks.has(index)) blocks.set(index, newBlock(content));
      return [];
    }
    return this.#begin(lacking[0] ?? this.#open.at(-1), index, content);
  }

  /** Starts a block of a message, with the text that it has. */
  #begin(message: ThreadMessage | undefined, index: number, content: MessageBlock): ThreadChunk[] {
    if (message === undefined) return [];
    const block = newBlock(content);
    const candidate = { message, index, block };
    message.blocks.set(index, block);
    this.#started = block;
    return [
      ...startOf(candidate, content),
      ...this.#deliver(candidate, fieldOf(content), textOf(content) ?? ""),
    ];
  }

  /** Starts a block whose start was not sent, if there is only one message. */
  #restore(index: number, content: MessageBlock): ThreadChunk[] {
    const [only, ...others] = this.#open;
    return others.length > 0 || only?.blocks.has(index) === true ? [] : this.#begin(only, index, content);
  }

  #grow(index: number, field: string, chunk: string, started: OpenBlock | undefined): ThreadChunk[] {
    // The end of a call has its id and its name.
    const restored = field === "args" ? [] : this.#restore(index, { type: field });
    const candidates = this.#unfinished(index, field);
    const owner = candidates.length === 1 ? candidates[0] : candidates.find(({ block }) => block === started);
    if (owner !== undefined) return [...restored, ...this.#deliver(owner, field, chunk)];
    for (const { block } of candidates) block.hasGap = true;
    const key = keyOf(index, field);
    const held = this.#held.get(key) ?? new HeldChunks();
    this.#held.set(key, held);
    held.add(chunk);
    return [];
  }

  #deliver(candidate: Candidate, field: string, chunk: string): ThreadChunk[] {
    const { message, index, block } = candidate;
    const { content, isCertain } = block;
    // The start of the call is unknown.
    if (fieldOf(content) !== field || (!isCertain && isCall(content))) return [];
    const key = keyOf(index, field);
    const held = block.hasGap ? this.#held.get(key)?.text : "";
    // The rest arrives when the block is finished.
    if (held === undefined) return [];
    if (block.hasGap) this.#held.delete(key);
    block.hasGap = false;
    const text = held + chunk;
    if (text === "") return [];
    const start = isCertain ? [] : startOf(candidate, content);
    block.content = { ...block.content, [field]: (textOf(block.content) ?? "") + text };
    return [...start, ...grown(message, added(index, content, text))];
  }

  /** Fields of a block are replaced. */
  #change(index: number, fields: Fields): ThreadChunk[] {
    const [owner, ...others] = this.#unfinished(index);
    if (owner === undefined || others.length > 0 || owner.block.hasGap) return [];
    const { message, block } = owner;
    const content = { ...block.content, ...fields, type: block.content.type };
    const rest = restOf(block, content) ?? "";
    block.content = content;
    return grown(message, added(index, content, rest));
  }

  /** A block has finished. It belongs to the message whose text it continues. */
  #finish(index: number, content: MessageBlock): ThreadChunk[] {
    const restored = this.#restore(index, content);
    const [owner] = this.#unfinished(index).sort(
      (left, right) => scoreOf(right.block, content) - scoreOf(left.block, content),
    );
    if (owner === undefined) return [];
    return [...restored, ...this.#complete(owner, content), ...this.#settle(index, fieldOf(content))];
  }

  #complete(candidate: Candidate, content: MessageBlock): ThreadChunk[] {
    const { message, index, block } = candidate;
    const start = block.isCertain ? [] : startOf(candidate, content);
    const rest = restOf(block, content);
    if (block.hasGap) this.#held.get(keyOf(index, fieldOf(content)))?.remove(rest);
    const isUnchanged = isSameBlock(block.content, content);
    block.content = content;
    block.isFinished = true;
    if (isUnchanged) return start;
    // Parsed arguments are an object: they replace the text.
    const more = textOf(content) === undefined ? content[fieldOf(content)] : (rest ?? "");
    return [...start, ...grown(message, more === "" ? {} : added(index, content, more))];
  }

  /** Delivers what was held, if it can belong to one message only. */
  #settle(index: number, field: string): ThreadChunk[] {
    const [last, ...others] = this.#unfinished(index, field).filter(({ block }) => block.hasGap);
    if (last === undefined) this.#held.delete(keyOf(index, field));
    return last !== undefined && others.length === 0 ? this.#deliver(last, field, "") : [];
  }

  /** Ends the message whose blocks have finished. */
  #end(data: Fields): ThreadChunk[] {
    const complete = this.#open.filter(
      ({ blocks }) => blocks.size > 0 && [...blocks.values()].every(({ isFinished }) => isFinished),
    );
    const message = complete[0] ?? this.#open.find(({ blocks }) => blocks.size === 0) ?? this.#open[0];
    if (message === undefined) return [];
    const isSure = this.#open.length === 1 || complete.length === 1;
    this.drop((each) => each === message);
    // Nothing tells which of several messages has ended: the state has the rest.
    return endOf(message, isSure ? data : {});
  }

  /** The blocks that an event may belong to; with a field, those that may grow there. */
  #unfinished(index: number, field?: string): Candidate[] {
    return this.#open.flatMap((message) => {
      const block = message.blocks.get(index);
      if (block === undefined || block.isFinished) return [];
      const canGrow = field === undefined || !block.isCertain || fieldOf(block.content) === field;
      return canGrow ? [{ message, index, block }] : [];
    });
  }
}

function isBlock(content: unknown): content is MessageBlock {
  return isRecord(content) && typeof content["type"] === "string";
}

function keyOf(index: number, field: string): string {
  return `${index} ${field}`;
}

/** A block with no text or arguments, of a message that is not certain. */
function newBlock(content: MessageBlock): OpenBlock {
  return { content: emptied(content), isCertain: false, isFinished: false, hasGap: false };
}

function emptied(content: MessageBlock): MessageBlock {
  const field = fieldOf(content);
  return field in content ? { ...content, [field]: "" } : content;
}

/** The start of a block, whose message is certain from now on. */
function startOf({ message, index, block }: Candidate, content: MessageBlock): ThreadChunk[] {
  block.content = emptied(content);
  block.isCertain = true;
  return grown(message, added(index, content, ""));
}

/** `tool_call` for a call, a chunk of one, and an invalid one. */
function kindOf({ type }: MessageBlock): string {
  return type.replace(/^invalid_|_chunk$/, "");
}

function isCall(content: MessageBlock): boolean {
  return kindOf(content) === "tool_call";
}

/** The field of a block that grows. */
function fieldOf({ type }: MessageBlock): string {
  if (type === "text" || type === "reasoning") return type;
  return type.includes("tool_call") ? "args" : "data";
}

/** The text of a block; `undefined` for parsed arguments. */
function textOf(content: MessageBlock): string | undefined {
  const text = content[fieldOf(content)];
  return typeof text === "string" ? text : undefined;
}

/** The text that a whole block adds; `undefined` if it has another text, or none. */
function restOf({ content: before }: OpenBlock, content: MessageBlock): string | undefined {
  const [text = "", whole] = [textOf(before), textOf(content)];
  return whole?.startsWith(text) === true ? whole.slice(text.length) : undefined;
}

/** The likeness of a whole block: the length of the text that it continues. */
function scoreOf(block: OpenBlock, content: MessageBlock): number {
  const { content: before, isCertain } = block;
  if (!isCertain) return -1;
  const isOther = (name: string): boolean =>
    Boolean(before[name] && content[name]) && before[name] !== content[name];
  if (kindOf(before) !== kindOf(content) || isOther("id") || isOther("name")) return -2;
  if (before["id"]) return Number.MAX_VALUE;
  const isParsed = textOf(content) === undefined;
  return isParsed || restOf(block, content) !== undefined ? (textOf(before) ?? "").length : -2;
}

/** The fields of a chunk that adds text or arguments to a block. */
function added(index: number, content: MessageBlock, text: unknown): Fields {
  const field = fieldOf(content);
  if (!isCall(content)) return { content: [{ type: field, [field]: text }] };
  const { id, name } = content;
  return { tool_call_chunks: [{ index, id, name, args: text }] };
}

/** True if a whole block has nothing but what was delivered. */
function isSameBlock(before: MessageBlock, content: MessageBlock): boolean {
  const names = Object.keys({ ...before, ...content });
  return names.every((name) => name === "index" || before[name] === content[name]);
}
