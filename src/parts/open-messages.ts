import { isRecord } from "../checks.js";
import type { Fields } from "../messages/merge.js";
import type { MessageBlock } from "../protocol.js";
import { HeldChunks } from "./held-chunks.js";
import { endOf, grown } from "./thread-message.js";
import type { OpenBlock, ThreadChunk, ThreadMessage } from "./thread-message.js";

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
    const lacking = this.#open.filter((message) => blockAt(message, index)?.content === undefined);
    if (lacking.length > 1) {
      for (const message of lacking) if (!blockAt(message, index)) addBlock(message, index);
      return [];
    }
    const message = lacking[0] ?? this.#open.at(-1);
    if (message === undefined) return [];
    const block = addBlock(message, index);
    this.#started = block;
    const start = startOf(block, emptied(content));
    return [...start, ...this.#deliver(block, fieldOf(content), textOf(content) ?? "")];
  }

  #grow(index: number, field: string, chunk: string, started: OpenBlock | undefined): ThreadChunk[] {
    const candidates = this.#unfinished(index, field);
    const owner = candidates.length === 1 ? candidates[0] : candidates.find((block) => block === started);
    if (owner !== undefined) return this.#deliver(owner, field, chunk);
    for (const block of candidates) block.hasGap = true;
    const key = keyOf(index, field);
    const held = this.#held.get(key) ?? new HeldChunks();
    this.#held.set(key, held);
    held.add(chunk);
    return [];
  }

  #deliver(block: OpenBlock, field: string, chunk: string): ThreadChunk[] {
    const { index, content, hasGap } = block;
    // The end of a call has its id and its name.
    if (content === undefined && field === "args") return [];
    const held = hasGap ? this.#held.get(keyOf(index, field))?.text : "";
    // The rest arrives when the block is finished.
    if (held === undefined) return [];
    if (hasGap) this.#held.delete(keyOf(index, field));
    block.hasGap = false;
    const text = held + chunk;
    if (text === "") return [];
    const before = content ?? { type: field, index };
    const start = startOf(block, before);
    block.content = { ...before, [field]: (textOf(before) ?? "") + text };
    return [...start, ...grown(block, added(index, { type: before.type }, text))];
  }

  /** Fields of a block are replaced. */
  #change(index: number, fields: Fields): ThreadChunk[] {
    const [block, ...others] = this.#unfinished(index);
    if (block?.content === undefined || others.length > 0 || block.hasGap) return [];
    return this.#replace(block, { ...block.content, ...fields, type: block.content.type });
  }

  /** A block has finished. It belongs to the message whose text it continues. */
  #finish(index: number, content: MessageBlock): ThreadChunk[] {
    const [block] = this.#unfinished(index).sort(
      (left, right) => scoreOf(right, content) - scoreOf(left, content),
    );
    if (block === undefined) return [];
    block.isFinished = true;
    return [...this.#replace(block, content), ...this.#settle(index, fieldOf(content))];
  }

  /** Takes the whole content of a block. */
  #replace(block: OpenBlock, content: MessageBlock): ThreadChunk[] {
    const { index, content: before = emptied(content) } = block;
    const start = startOf(block, before);
    const rest = restOf(before, content);
    if (block.hasGap) this.#held.get(keyOf(index, fieldOf(content)))?.remove(rest);
    if (isSameBlock(before, content)) return start;
    block.content = { ...content, index };
    // Parsed arguments are an object: they replace the text.
    const more = textOf(content) === undefined ? content[fieldOf(content)] : (rest ?? "");
    // Among calls without an id, a second name begins another call.
    const named = before["name"] ? { ...content, name: undefined } : content;
    return [...start, ...grown(block, more === "" ? {} : added(index, named, more))];
  }

  /** Delivers what was held, if it can belong to one message only. */
  #settle(index: number, field: string): ThreadChunk[] {
    const [last, ...others] = this.#unfinished(index, field).filter(({ hasGap }) => hasGap);
    if (last !== undefined) return others.length === 0 ? this.#deliver(last, field, "") : [];
    this.#held.delete(keyOf(index, field));
    return [];
  }

  /** Ends the message whose blocks have finished. */
  #end(data: Fields): ThreadChunk[] {
    const complete = this.#open.filter(
      ({ blocks }) => blocks.length > 0 && blocks.every(({ isFinished }) => isFinished),
    );
    const message = complete[0] ?? this.#open.find(({ blocks }) => blocks.length === 0) ?? this.#open[0];
    if (message === undefined) return [];
    const isSure = this.#open.length === 1 || complete.length === 1;
    this.drop((each) => each === message);
    // Nothing tells which of several messages has ended: the state has the rest.
    return endOf(message, isSure ? data : {});
  }

  /** The blocks that an event may belong to; with a field, those that may grow there. */
  #unfinished(index: number, field?: string): OpenBlock[] {
    const [first] = this.#open;
    // The start of the block was not sent.
    if (first !== undefined && this.#open.length === 1 && !blockAt(first, index)) addBlock(first, index);
    const blocks: OpenBlock[] = [];
    for (const message of this.#open) {
      const block = blockAt(message, index);
      if (block === undefined || block.isFinished) continue;
      const canGrow = field === undefined || block.content === undefined || fieldOf(block.content) === field;
      if (canGrow) blocks.push(block);
    }
    return blocks;
  }
}

function isBlock(content: unknown): content is MessageBlock {
  return isRecord(content) && typeof content["type"] === "string";
}

function keyOf(index: number, field: string): string {
  return `${index} ${field}`;
}

function blockAt({ blocks }: ThreadMessage, index: number): OpenBlock | undefined {
  return blocks.find((block) => block.index === index);
}

/** Adds a block in the place of another one of its index. */
function addBlock(message: ThreadMessage, index: number): OpenBlock {
  const block = { message, index, content: undefined, isFinished: false, hasGap: false };
  const others = message.blocks.filter((other) => other.index !== index);
  message.blocks = [...others, block].sort((left, right) => left.index - right.index);
  return block;
}

/** A block with no text or arguments. */
function emptied(content: MessageBlock): MessageBlock {
  const field = fieldOf(content);
  return field in content ? { ...content, [field]: "" } : content;
}

/** Starts a block that was not certain until now. */
function startOf(block: OpenBlock, content: MessageBlock): ThreadChunk[] {
  if (block.content !== undefined) return [];
  block.content = { ...content, index: block.index };
  return grown(block, added(block.index, content, ""));
}

/** True for a call, a chunk of one, and an invalid one. */
function isCall({ type }: MessageBlock): boolean {
  return /^(invalid_)?tool_call(_chunk)?$/.test(type);
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
function restOf(before: MessageBlock, content: MessageBlock): string | undefined {
  const [text = "", whole] = [textOf(before), textOf(content)];
  return whole?.startsWith(text) === true ? whole.slice(text.length) : undefined;
}

/** The likeness of a whole block: the length of the text that it continues. */
function scoreOf({ content: before }: OpenBlock, content: MessageBlock): number {
  if (before === undefined) return -1;
  if (fieldOf(before) !== fieldOf(content)) return -2;
  if (before["id"]) return before["id"] === content["id"] ? Number.MAX_VALUE : -2;
  const isParsed = textOf(content) === undefined;
  return isParsed || restOf(before, content) !== undefined ? (textOf(before) ?? "").length : -2;
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
